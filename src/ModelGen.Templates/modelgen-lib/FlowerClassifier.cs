using ModelGen;
using ModelGen.Data;
using ModelGen.Training;

namespace Company.Library_1;

/// <summary>Learns to tell kinds of flowers apart. <see cref="Classify"/> may be called from any number of threads at once.</summary>
public sealed class FlowerClassifier
{
    private readonly FlowerNetwork _network;

    private FlowerClassifier(FlowerNetwork network) => _network = network;

    /// <summary>Learns from examples.</summary>
    /// <param name="lengths">Four lengths for each flower, one flower after the other.</param>
    /// <param name="kinds">The kind of each flower: 0, 1 or 2.</param>
    /// <param name="epochs">How often each flower is seen.</param>
    /// <exception cref="ArgumentException">The lengths do not fit the kinds, or there are other kinds.</exception>
    public static FlowerClassifier Train(float[] lengths, int[] kinds, int epochs = 100)
    {
        FlowerNetwork network = new(seed: 1);
        network.Fit(new ClassDataset<float>(lengths, kinds, FlowerNetwork.InputLength), new FitOptions { Epochs = epochs, BatchSize = 16 });
        return new FlowerClassifier(network);
    }

    /// <summary>What one that was saved had learnt.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">The file is damaged, or not of this network.</exception>
    public static FlowerClassifier Load(string path) => new(FlowerNetwork.Load(path));

    /// <summary>Saves what was learnt as safetensors, which PyTorch reads too.</summary>
    /// <param name="path">The file; one that exists is replaced as a whole.</param>
    public void Save(string path) => _network.Save(path);

    /// <summary>The kind of a flower, by its four lengths.</summary>
    public int Classify(ReadOnlySpan<float> lengths)
    {
        Span<float> scores = stackalloc float[FlowerNetwork.OutputLength];
        _network.Predict(lengths, scores);
        int best = 0;
        for (int kind = 1; kind < scores.Length; kind++)
        {
            best = scores[kind] > scores[best] ? kind : best;
        }

        return best;
    }
}
