/**
 * Preloaded by an instance in a VPC without the public network: it reaches the database, which is in the VPC too, and
 * nothing else. Source: SCF, private network (583/19703).
 */
import { Socket } from 'node:net';

const { DATABASE_URL = '' } = process.env;
const database = DATABASE_URL === '' ? undefined : new URL(DATABASE_URL);
const { connect } = Socket.prototype;

Socket.prototype.connect = function connectInVpc(...args) {
  // `net.connect` passes its arguments as one list.
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const { host, port, path } = typeof first === 'object' ? first : { port: first, host: second };
  const isInVpc = path !== undefined || (host === database?.hostname && Number(port) === Number(database?.port));
  if (isInVpc) return connect.apply(this, args);
  process.nextTick(() =>
    this.destroy(Object.assign(new Error(`connect ETIMEDOUT ${host}:${port}`), { code: 'ETIMEDOUT' })),
  );
  return this;
};
