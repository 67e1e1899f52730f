import { accounts, sessionTokens, weChat } from '../../shared/compose.ts';
import { httpFunction, httpRoom } from '../../shared/edge/http-function.ts';
import { contract } from './contract.ts';
import { signIn } from './sign-in.ts';

export const room = httpRoom({ contract, needs: { accounts, sessionTokens, weChat }, useCases: { signIn } });

export const main_handler = httpFunction(room);
