import { type Command, Option } from 'commander';
import type { BudgetOptions, SpendOptions } from '../input/money.ts';
import type { Run } from './run.ts';

/** What credits cost, and budgets. */
export function registerMoney(program: Command, run: Run): void {
  declareSpend(program, run);
  declareBudget(program, run);
  declareStatement(program, run);
  declareRates(program, run);
}

function declareSpend(program: Command, run: Run): void {
  const days = ['from', 'to'];
  program
    .command('spend')
    .description('show what your credits cost: bought, spent, lapsed and left')
    .addOption(
      new Option('--month <month>', 'a month, such as 2026-11 (default: this one)').conflicts([
        'year',
        ...days,
      ]),
    )
    .addOption(new Option('--year <year>', 'a whole year, such as 2026').conflicts(days))
    .option('--from <day>', 'from this day of your time zone')
    .option('--to <day>', 'to the end of this day (default: today)')
    .addOption(
      new Option('--by <group>', 'what a line is')
        .choices(['provider', 'tag', 'account', 'day'])
        .default('provider'),
    )
    .addOption(new Option('--csv', 'every purchase and use by day, as CSV').conflicts('json'))
    .option('--json', 'as JSON, for scripts')
    .addHelpText(
      'after',
      `
Credits are costed grant by grant in the order in which they are drawn. Prices are those that you entered
(\`edit --price\`, \`grant --paid\`); a provider that reports money needs none. Amounts of different currencies are never
added, unless you entered a rate (\`rates set\`).

Examples:
  fuelgauge spend
  fuelgauge spend --month 2026-10 --by tag
  fuelgauge spend --year 2026 --csv > 2026.csv`,
    )
    .action((options: SpendOptions) =>
      run(async () => (await import('../actions/money.ts')).showSpend(options)),
    );
}

function declareBudget(program: Command, run: Run): void {
  const budget = program
    .command('budget')
    .description('show, set or remove budgets, which warn you at 50, 80 and 100 % and before they are passed')
    .option('--json', 'as JSON, for scripts')
    .addHelpText(
      'after',
      `
Days, weeks and months are those of your time zone.

Examples:
  fuelgauge budget set 100 --period month
  fuelgauge budget set '80 EUR' --tag 'client Nordhaus'
  fuelgauge budget set 25 --account production --period week
  fuelgauge budget remove budget-0f3a91c2`,
    )
    .action((options: { json?: boolean }) =>
      run(async () => (await import('../actions/money.ts')).listBudgets(options)),
    );
  budget
    .command('set')
    .description('make a budget, or change the one for the same accounts and period')
    .argument('<amount>', 'such as 100, or 80 EUR')
    .addOption(new Option('--account <account>', 'for one account (default: all)').conflicts('tag'))
    .option('--tag <tag>', 'for all accounts with this tag')
    .addOption(
      new Option('--period <period>', 'for each').choices(['day', 'week', 'month', 'year']).default('month'),
    )
    .option('--currency <code>', 'such as USD')
    .action((amount: string, options: BudgetOptions) =>
      run(async () => (await import('../actions/money.ts')).setBudget(amount, options)),
    );
  budget
    .command('remove')
    .description('remove a budget')
    .argument('<id>', 'as in `fuelgauge budget`')
    .action((id: string) => run(async () => (await import('../actions/money.ts')).removeBudget(id)));
}

function declareStatement(program: Command, run: Run): void {
  program
    .command('statement')
    .description('print a statement for your books or a client: bought, spent, lapsed and left')
    .addOption(
      new Option('--month <month>', 'a month, such as 2026-11 (default: this one)').conflicts([
        'year',
        'from',
        'to',
      ]),
    )
    .addOption(new Option('--year <year>', 'a whole year, such as 2026').conflicts(['from', 'to']))
    .option('--from <day>', 'from this day of your time zone')
    .option('--to <day>', 'to the end of this day (default: today)')
    .option('--tag <tag>', 'only of accounts with this tag, such as a client’s name')
    .option('--json', 'as JSON, for scripts')
    .addHelpText('after', "\nExample:\n  fuelgauge statement --month 2026-10 --tag 'client Nordhaus'")
    .action((options: Omit<SpendOptions, 'by' | 'csv'> & { tag?: string }) =>
      run(async () => (await import('../actions/rates.ts')).showStatement(options)),
    );
  program
    .command('plans')
    .description('show what an account’s use would cost on each plan of its provider')
    .argument('<account>', 'id, label, provider/label, or provider')
    .option('--json', 'as JSON, for scripts')
    .addHelpText('after', '\nExit code 4: nobody knows.\n\nExample:\n  fuelgauge plans production')
    .action((reference: string, options: { json?: boolean }) =>
      run(async () => (await import('../actions/rates.ts')).showPlans(reference, options)),
    );
}

function declareRates(program: Command, run: Run): void {
  const rates = program
    .command('rates')
    .description('show and enter rates between currencies, and the currency of totals')
    .enablePositionalOptions()
    .option('--json', 'as JSON, for scripts')
    .addHelpText(
      'after',
      `
Fuelgauge adds amounts of different currencies only at rates that you enter. It never fetches one.

Examples:
  fuelgauge rates currency USD
  fuelgauge rates set EUR USD 1.08
  fuelgauge rates remove EUR USD`,
    )
    .action((options: { json?: boolean }) =>
      run(async () => (await import('../actions/rates.ts')).listRates(options)),
    );
  rates
    .command('set')
    .description('enter a rate; it replaces the one between the same currencies')
    .argument('<from>', 'a currency, such as EUR')
    .argument('<to>', 'another one, such as USD')
    .argument('<rate>', 'what 1 of the first is worth in the second, such as 1.08')
    .option('--on <day>', 'the day of the rate (default: today)')
    .action((from: string, to: string, rate: string, options: { on?: string }) =>
      run(async () => (await import('../actions/rates.ts')).setRate(from, to, rate, options)),
    );
  rates
    .command('remove')
    .description('remove a rate')
    .argument('<from>', 'a currency')
    .argument('<to>', 'the other one')
    .action((from: string, to: string) =>
      run(async () => (await import('../actions/rates.ts')).removeRate(from, to)),
    );
  rates
    .command('currency')
    .description('tell totals in a currency, where your rates reach')
    .argument('<currency>', 'such as USD; or none: each currency for itself')
    .action((currency: string) =>
      run(async () => (await import('../actions/rates.ts')).setCurrency(currency)),
    );
}
