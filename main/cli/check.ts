import { type Answer, answerCheck as answer } from '../../shared/check.ts';
import { exitCodes } from './exit-codes.ts';

const codes = {
  enough: exitCodes.done,
  'not-enough': exitCodes.no,
  unknown: exitCodes.unknown,
} as const satisfies Record<Answer['answer'], number>;

/** `answerCheck` with the exit code of the command. */
export function answerCheck(...asked: Parameters<typeof answer>) {
  const found = answer(...asked);
  return { code: codes[found.answer], sentence: found.sentence };
}
