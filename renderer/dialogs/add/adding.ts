import { createContext, useContext } from 'react';

/** Opens the dialog that adds an account, at a provider when one is named. */
export const AddingContext = createContext<(provider?: string) => void>(() => {});
export const useAdding = () => useContext(AddingContext);
