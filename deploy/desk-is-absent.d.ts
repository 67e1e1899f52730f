// Only where the folder of the desk was deleted: whatever is there is found first.
declare module '*/desk/compose/operators.ts';
