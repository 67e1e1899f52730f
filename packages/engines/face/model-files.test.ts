import { describe, expect, it } from 'vitest';
import { checked, readOnnxFile } from './model-files.ts';

describe('checked', () => {
  it('refuses a model file with one changed bit', async () => {
    const model = await readOnnxFile('fr_liveness');
    model[1000] = (model[1000] ?? 0) ^ 1;

    expect(() => checked('fr_liveness.onnx', model)).toThrow('fr_liveness.onnx is not the one');
  });
});
