import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { edgePorts } from '../../shared/compose/edge.ts';
import { confirmContact, listContacts, sendContactCode } from './confirm-contact.ts';
import { confirmByLink, declineContactLink, makeContactLink, openContactLink, sendCodeByLink } from './contact-link.ts';
import { contract } from './contract.ts';
import * as ports from './ports.ts';

export const room = httpRoom({
  contract,
  ports,
  useCases: {
    listContacts,
    sendContactCode,
    confirmContact,
    makeContactLink,
    openContactLink,
    sendCodeByLink,
    confirmByLink,
    declineContactLink,
  },
});

export const main_handler = httpFunction(room, edgePorts);
