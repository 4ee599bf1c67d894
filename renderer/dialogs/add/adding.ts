import { createContext, useContext } from 'react';

/** Opens the dialog that adds an account, with or without a chosen provider. */
export const AddingContext = createContext<(provider?: string) => void>(() => {});
export const useAdding = () => useContext(AddingContext);
