import { deskEdgePorts } from '../../shared/desk/compose/edge.ts';
import { httpFunction, httpRoom } from '../../shared/edge/http-function.ts';
import { beginSignIn } from './begin-sign-in.ts';
import { contract } from './contract.ts';
import * as ports from './ports.ts';
import { showStaff } from './show-staff.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { declareTie, endTie, listTies } from './ties.ts';

export const room = httpRoom({
  contract,
  ports,
  useCases: { beginSignIn, signIn, showStaff, signOut, declareTie, listTies, endTie },
});

export const main_handler = httpFunction(room, deskEdgePorts);
