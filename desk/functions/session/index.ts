import { httpFunction, httpRoom } from '../../../platform/edge/http-function.ts';
import { deskEdgePorts } from '../../compose/edge.ts';
import { beginSignIn } from './begin-sign-in.ts';
import { contract } from './contract.ts';
import { endOpenSession, listOpenSessions } from './open-sessions.ts';
import * as ports from './ports.ts';
import { showColleague, showStaff } from './show-staff.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { declareTie, endTie, listTies, listTiesOfOthers } from './ties.ts';

export const room = httpRoom({
  contract,
  ports,
  useCases: {
    beginSignIn,
    signIn,
    showStaff,
    showColleague,
    signOut,
    listOpenSessions,
    endOpenSession,
    declareTie,
    listTies,
    listTiesOfOthers,
    endTie,
  },
});

export const main_handler = httpFunction(room, deskEdgePorts);
