import { createContext, useContext } from 'react';

/** Opens the dialog in which you describe a provider yourself. */
export const DescribingContext = createContext<() => void>(() => {});
export const useDescribing = () => useContext(DescribingContext);
