import { configure } from '@testing-library/react';

// Waits end as soon as what they wait for is there; this only says when to give up, also on a busy machine.
configure({ asyncUtilTimeout: 10_000 });
