// Runs ONNX files in ONNX Runtime and prints, for each case, how far each output is from what is expected.
const fs = require('fs');
const ort = require('onnxruntime-node');

const tensor = (name, { dims, data }) => name === 'labels'
  ? new ort.Tensor('int64', BigInt64Array.from(data, value => BigInt(value)), dims)
  : new ort.Tensor('float32', Float32Array.from(data), dims);

const difference = (actual, expected) => actual && actual.dims.join() === expected.dims.join()
  ? expected.data.reduce((largest, value, i) => Math.max(largest, Math.abs(value - actual.data[i]) / Math.max(1, Math.abs(value))), 0)
  : 1e9;

async function main() {
  const results = [];
  for (const { file, inputs, outputs } of JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))) {
    const session = await ort.InferenceSession.create(file, { intraOpNumThreads: 1, logSeverityLevel: 2 });
    const actual = await session.run(Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, tensor(name, value)])));
    results.push(Object.fromEntries(Object.entries(outputs).map(([name, value]) => [`${file} ${name} of ${value.dims[0]}`, difference(actual[name], value)])));
  }
  console.log(JSON.stringify(results));
}

main();
