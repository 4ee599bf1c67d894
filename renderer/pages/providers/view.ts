import { create } from 'zustand';

/** What you look for in the catalogue: kept while you look at one of its providers. */
export interface CatalogueView {
  search: string;
  /** Null: all. */
  category: string | null;
}

export const wholeCatalogue: CatalogueView = { search: '', category: null };
export const useCatalogueView = create<CatalogueView>(() => wholeCatalogue);
