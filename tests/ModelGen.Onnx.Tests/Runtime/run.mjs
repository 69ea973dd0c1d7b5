// Runs every model of questions.json in ONNX Runtime and writes answers.json: node run.mjs FOLDER_WITH_NODE_MODULES FOLDER
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [modules, folder] = process.argv.slice(2);
const { InferenceSession, Tensor } = createRequire(join(modules, 'node_modules/'))('onnxruntime-node');

const tensor = ({ Shape, Values, IsDouble }) =>
    IsDouble ? new Tensor('float64', Float64Array.from(Values), Shape) : new Tensor('float32', Float32Array.from(Values), Shape);

const answers = {};
for (const [name, inputs] of Object.entries(JSON.parse(readFileSync(join(folder, 'questions.json'), 'utf8')))) {
    try {
        const session = await InferenceSession.create(join(folder, `${name}.onnx`), { intraOpNumThreads: 1, logSeverityLevel: 3 });
        const outputs = await session.run(Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, tensor(value)])));
        const numbers = Object.entries(outputs).map(([key, value]) => [key, Array.from(value.data, (x) => (Number.isFinite(x) ? x : String(x)))]);
        answers[name] = { Outputs: Object.fromEntries(numbers) };
    } catch (error) {
        answers[name] = { Error: String(error.message ?? error) };
    }
}

writeFileSync(join(folder, 'answers.json'), JSON.stringify(answers));
