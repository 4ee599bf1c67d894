import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { Route, Router, Switch, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { fieldOf } from '../../shared/field-of.ts';
import { AlertAnnouncer, Button, EmptyState, Notice, Toasts } from '../components/index.ts';
import { focusHeading } from '../components/page/focus.ts';
import { Page } from '../components/page/Page.tsx';
import { usePageKeys } from '../components/page/usePageKeys.ts';
import { AddingContext } from '../dialogs/add/adding.ts';
import { DescribingContext } from '../dialogs/custom/describing.ts';
import { FirstRun } from '../pages/overview/FirstRun.tsx';
import { Overview } from '../pages/overview/Overview.tsx';
import { useStore } from '../state/index.ts';
import { useTheme } from '../state/theme.ts';
import styles from './App.module.css';
import { Banners } from './banners/Banners.tsx';
import { SignedOut } from './banners/SignedOut.tsx';
import { Failure } from './Failure.tsx';
import { useKeptScroll } from './hooks/useKeptScroll.ts';
import { useLostFocus } from './hooks/useLostFocus.ts';
import { useMaskKey } from './hooks/useMaskKey.ts';
import { OnceOpened } from './OnceOpened.tsx';
import { startPageNotifications } from './pageNotifications.ts';
import { Sidebar } from './Sidebar.tsx';

// Only the overview is part of the first paint; every other page and dialog is loaded when it is opened.
const AccountPage = lazy(async () => ({
  default: (await import('../pages/account/AccountPage.tsx')).AccountPage,
}));

const EstimatePage = lazy(async () => ({
  default: (await import('../pages/estimate/EstimatePage.tsx')).EstimatePage,
}));

const Providers = lazy(async () => ({
  default: (await import('../pages/providers/Providers.tsx')).Providers,
}));

const ProviderPage = lazy(async () => ({
  default: (await import('../pages/providers/entry/ProviderPage.tsx')).ProviderPage,
}));

const SpendPage = lazy(async () => ({
  default: (await import('../pages/spend/SpendPage.tsx')).SpendPage,
}));

const StatementPage = lazy(async () => ({
  default: (await import('../pages/spend/statement/StatementPage.tsx')).StatementPage,
}));

const TimelinePage = lazy(async () => ({
  default: (await import('../pages/timeline/TimelinePage.tsx')).TimelinePage,
}));

const AlertsPage = lazy(async () => ({
  default: (await import('../pages/alerts/AlertsPage.tsx')).AlertsPage,
}));

const Hosts = lazy(async () => ({ default: (await import('../pages/hosts/Hosts.tsx')).Hosts }));

const Settings = lazy(async () => ({
  default: (await import('../pages/settings/Settings.tsx')).Settings,
}));

const AddAccountDialog = lazy(async () => ({
  default: (await import('../dialogs/add/AddAccountDialog.tsx')).AddAccountDialog,
}));

const CustomProviderDialog = lazy(async () => ({
  default: (await import('../dialogs/custom/CustomProviderDialog.tsx')).CustomProviderDialog,
}));

const Shortcuts = lazy(async () => ({ default: (await import('./Shortcuts.tsx')).Shortcuts }));

/** The dashboard. The page is in the hash: `#/`, `#/account/ID`, `#/timeline`, `#/spend`, `#/spend/statement/FROM/TO`, `#/estimate`, `#/alerts`, `#/providers`, `#/providers/ID`, `#/hosts`, `#/settings`. */
export function App() {
  const ready = useStore((store) => store.state !== null);
  return (
    <Toasts>
      <Router hook={useHashLocation}>{ready ? <Shell /> : <Connecting />}</Router>
    </Toasts>
  );
}

function Connecting() {
  const connection = useStore((store) => store.connection);
  return (
    <main className={styles.connecting}>
      <title>Fuelgauge</title>
      {connection === 'signed-out' ? (
        <SignedOut />
      ) : connection === 'lost' ? (
        <Notice tone="watch" title="Fuelgauge is not responding.">
          Check that it is still running. This page keeps trying.
        </Notice>
      ) : (
        <p role="status">Opening…</p>
      )}
    </main>
  );
}

/** Whether what led here asks for the focus on the heading, as after an account was removed. */
const wantsHeading = (): boolean => fieldOf(window.history.state, 'focus') === 'heading';

function Shell() {
  const isEmpty = useStore(({ state }) => state?.accounts.length === 0);
  const [adding, setAdding] = useState<{ provider?: string } | null>(null);
  const [describing, setDescribing] = useState(false);
  const [helping, setHelping] = useState(false);
  usePageKeys(useMemo(() => ({ '?': () => setHelping(true) }), []));
  const [location, navigate] = useLocation();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(location);

  useTheme();
  useMaskKey();
  useLostFocus();
  const scroll = useKeptScroll(location);
  useEffect(startPageNotifications, []);

  // Every page but the first takes the focus, so that screen readers start at its top.
  useEffect(() => {
    if (shown.current === location) return;
    shown.current = location;
    if (wantsHeading()) focusHeading();
    else main.current?.focus({ preventScroll: true });
    scroll();
  }, [location, scroll]);

  const describe = () => {
    setAdding(null);
    setDescribing(true);
  };
  return (
    <AddingContext value={(provider) => setAdding(provider === undefined ? {} : { provider })}>
      <DescribingContext value={describe}>
        <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
          Skip to the page
        </button>
        <AlertAnnouncer />
        <div className={styles.shell}>
          <Sidebar />
          <main className={styles.main} ref={main} tabIndex={-1}>
            <Banners />
            <OnceOpened open={helping}>
              {(open) => <Shortcuts open={open} onClose={() => setHelping(false)} />}
            </OnceOpened>
            <OnceOpened open={adding !== null}>
              {(open) => (
                <AddAccountDialog
                  open={open}
                  onClose={() => setAdding(null)}
                  onCustom={describe}
                  {...(adding?.provider !== undefined && { initialProvider: adding.provider })}
                />
              )}
            </OnceOpened>
            <OnceOpened open={describing}>
              {(open) => <CustomProviderDialog open={open} onClose={() => setDescribing(false)} />}
            </OnceOpened>
            <Failure key={location}>
              <Suspense fallback={<p role="status">Opening…</p>}>
                <Switch>
                  <Route path="/">{isEmpty ? <FirstRun /> : <Overview />}</Route>
                  <Route path="/account/:id">
                    {({ id }) => <AccountPage key={id} accountId={decodeURIComponent(id)} />}
                  </Route>
                  <Route path="/timeline" component={TimelinePage} />
                  <Route path="/spend" component={SpendPage} />
                  <Route path="/spend/statement/:from/:to">
                    {({ from, to }) => <StatementPage key={`${from} ${to}`} from={from} to={to} />}
                  </Route>
                  <Route path="/estimate" component={EstimatePage} />
                  <Route path="/alerts/*?" component={AlertsPage} />
                  <Route path="/providers" component={Providers} />
                  <Route path="/providers/:id">
                    {({ id }) => <ProviderPage key={id} id={decodeURIComponent(id)} />}
                  </Route>
                  <Route path="/hosts" component={Hosts} />
                  <Route path="/settings" component={Settings} />
                  <Route>
                    <Page title="Not found">
                      <EmptyState
                        title="This page does not exist."
                        action={<Button onClick={() => navigate('/')}>Go to the overview</Button>}
                      />
                    </Page>
                  </Route>
                </Switch>
              </Suspense>
            </Failure>
          </main>
        </div>
      </DescribingContext>
    </AddingContext>
  );
}
