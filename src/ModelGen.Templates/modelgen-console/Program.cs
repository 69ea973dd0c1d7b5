using Company.Console_1;
using ModelGen;
using ModelGen.Data;
using ModelGen.Training;

// The data: points on two interleaving half circles, the class of each is its moon. Replace it by yours:
// new ClassDataset<float>(inputs, classes, inputLength), or Csv.Read("data.csv").
(ClassDataset<float> training, ClassDataset<float> test) = TwoMoons.Make<float>(1000, noise: 0.1, seed: 1).Split(0.8, seed: 1);

// The model. The same seed gives the same start on every machine.
MoonsNetwork network = new(seed: 1);
Console.WriteLine(MoonsNetwork.Summary);

// The training.
FitOptions options = new() { Epochs = 50, BatchSize = 32, Seed = 1 };
network.Fit(training, options, new ActionProgress<FitProgress>(p =>
{
    if (p.IsEpochEnd && p.Epoch % 10 == 0)
    {
        Console.WriteLine($"epoch {p.Epoch,3}   loss {p.Loss:F4}");
    }
}));

// How good it is on points that it has never seen.
Console.WriteLine($"test accuracy {network.Measure(test, Metric.Accuracy):P1}");

// What it learnt, in a file that PyTorch reads too, and back again.
string file = Path.Combine(AppContext.BaseDirectory, "moons.safetensors");
network.Save(file);
MoonsNetwork loaded = MoonsNetwork.Load(file);

// An answer: the larger of the two outputs names the moon.
Span<float> scores = stackalloc float[MoonsNetwork.OutputLength];
loaded.Predict([0f, 1f], scores);
Console.WriteLine($"(0, 1) lies on the {(scores[0] > scores[1] ? "upper" : "lower")} moon");
