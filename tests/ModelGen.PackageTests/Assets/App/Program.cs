using System;
using System.IO;
using System.Linq;
using App;
using ModelGen;

float[] corners = [0, 0, 0, 1, 1, 0, 1, 1], isOdd = [0, 1, 1, 0];
Xor xor = new(seed: 1);
Learn(xor, corners, isOdd);
Console.WriteLine("exclusive or: " + string.Join(' ', Answers(xor, corners).Select(a => Math.Round(a))));
Keep(xor, corners, isOdd);

Examples stripes = Examples.Draw(32);
Stripes network = new(seed: 2);
Learn(network, stripes.Pictures, stripes.Targets);
Keep(network, stripes.Pictures, stripes.Targets);

long before = GC.GetAllocatedBytesForCurrentThread();
float[] answers = new float[4];
long array = GC.GetAllocatedBytesForCurrentThread() - before;
for (int step = 0; step < 20; step++)
{
    xor.TrainBatch(corners, isOdd);
    xor.Predict(corners, answers);
    network.TrainBatch(stripes.Pictures, stripes.Classes);
}

Console.WriteLine($"allocated: {GC.GetAllocatedBytesForCurrentThread() - before - array} bytes");

// Trains, and prints the bits of the first and the last loss.
static void Learn<T>(T model, float[] inputs, float[] targets) where T : ITrainableModel<T, float>
{
    float first = model.TrainBatch(inputs, targets), last = first;
    for (int step = 0; step < 300; step++)
    {
        last = model.TrainBatch(inputs, targets);
    }

    Console.WriteLine($"{T.ModelName}: loss {BitConverter.SingleToInt32Bits(first):x8}, then {BitConverter.SingleToInt32Bits(last):x8}");
    Console.WriteLine($"{T.ModelName}: learnt {last < first / 4}");
}

static float[] Answers<T>(T model, float[] inputs) where T : IModel<T, float>
{
    float[] outputs = new float[inputs.Length / T.InputLength * T.OutputLength];
    model.Predict(inputs, outputs);
    Console.WriteLine($"{T.ModelName}: {string.Concat(outputs.Take(12).Select(o => $"{BitConverter.SingleToInt32Bits(o):x8}"))}");
    return outputs;
}

// Saves what was learnt with the optimizer's memory, and loads it: the new model must answer and go on learning with the same bits.
static void Keep<T>(T trained, float[] inputs, float[] targets) where T : ITrainableModel<T, float>
{
    string file = Path.Combine(AppContext.BaseDirectory, $"{T.ModelName}.safetensors");
    trained.Save(file, new SaveOptions { IncludeOptimizer = true });
    T loaded = ModelFile.Load<T, float>(file, new LoadOptions { IncludeOptimizer = true });
    bool sameAnswers = Answers(trained, inputs).SequenceEqual(Answers(loaded, inputs));
    bool sameStep = BitConverter.SingleToInt32Bits(trained.TrainBatch(inputs, targets)) == BitConverter.SingleToInt32Bits(loaded.TrainBatch(inputs, targets))
        && Answers(trained, inputs).SequenceEqual(Answers(loaded, inputs));
    Console.WriteLine($"{T.ModelName}: {new FileInfo(file).Length} bytes, kept {sameAnswers && sameStep}");
    File.Delete(file);
}
