import { deskEdgePorts } from '../../shared/desk/compose/edge.ts';
import { httpFunction, httpRoom } from '../../shared/edge/http-function.ts';
import { contract } from './contract.ts';
import * as ports from './ports.ts';
import { showStaff } from './show-staff.ts';
import { signOut } from './sign-out.ts';

export const room = httpRoom({ contract, ports, useCases: { showStaff, signOut } });

export const main_handler = httpFunction(room, deskEdgePorts);
