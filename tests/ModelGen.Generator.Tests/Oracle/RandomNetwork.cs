using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ModelGen.Generator.Tests.Harness;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>A dense layer of a random network.</summary>
/// <param name="Separate">Whether the activation stands as a layer of its own.</param>
internal sealed record RandomLayer(int Units, Activation Activation, bool Bias, bool Trainable, bool Separate, string? Penalty)
{
    /// <summary>The normalisation after it, see <see cref="RandomNorm"/>.</summary>
    public string? Norm { get; init; }
}

/// <summary>A dense network drawn from a seed, with numbers to run it on.</summary>
/// <param name="Optimizer">The attribute with its settings; null for gradients alone.</param>
internal sealed record RandomNetwork(int Seed, int Inputs, IReadOnlyList<RandomLayer> Layers, string Loss, string LossSettings, string? Optimizer, double LearningRate, bool IsDouble, int MaxBatch, int Batch, int Steps)
{
    private static readonly int[] Widths = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 48, 63, 64, 65];

    /// <summary>One example, few, and so many that they lie in the lanes of vectors.</summary>
    private static readonly int[] BatchSizes = [1, 2, 5, 9, 16, 19, 33];

    public static RandomNetwork Draw(int seed)
    {
        var random = new Random(seed);
        string loss = RandomLoss.Draw(random);
        int depth = random.Next(1, 5);
        RandomLayer[] layers = [.. Enumerable.Range(0, depth).Select(n => DrawLayer(random, n == depth - 1 ? loss : null))];
        if (!layers.Any(l => l.Trainable))
        {
            layers[^1] = layers[^1] with { Trainable = true };
        }

        var norms = new Random(~seed);
        layers = [.. layers.Select((l, n) => n < depth - 1 && l.Units > 1 ? l with { Norm = RandomNorm.DrawWithDropout(norms) } : l)];
        int maxBatch = random.Next(1, 20);
        (string optimizer, double learningRate) = RandomOptimizer.Draw(random);
        return new RandomNetwork(
            seed,
            Width(random),
            layers,
            loss,
            RandomLoss.Settings(loss, random),
            optimizer,
            learningRate,
            IsDouble: random.Next(2) == 0,
            maxBatch,
            Batch: random.Next(1, maxBatch + 1),
            Steps: random.Next(1, 4));
    }

    /// <summary>A network that begins with convolutions and pools.</summary>
    public static RandomNetwork DrawWithWindows(int seed)
    {
        RandomImage image = RandomImage.Draw(new Random(seed));
        RandomNetwork network = Draw(seed) with { Image = image, Inputs = image.Length };
        return network with { Layers = [.. network.Layers.TakeLast(2).Select(l => l with { Units = Math.Min(l.Units, 20) })] };
    }

    /// <summary>A network that begins with recurrent layers, attention and causal convolutions over sequences, most of which have lengths of their own.</summary>
    public static RandomNetwork DrawWithSequences(int seed)
    {
        RandomSequence sequence = RandomSequence.Draw(new Random(seed ^ 0x5E9));
        RandomNetwork network = Draw(seed) with { Sequence = sequence, Inputs = sequence.Inputs };

        // Norms over positions would count the padding.
        return network with { Layers = [.. network.Layers.TakeLast(1 + (seed % 2)).Select(l => l with { Units = Math.Min(l.Units, 20), Norm = null })] };
    }

    /// <summary>
    /// A network of windows at the border of what layers take, in batches of all sizes: often such a layer is the last one before the loss, and often there is no optimizer.
    /// </summary>
    public static RandomNetwork DrawDegenerate(int seed)
    {
        Random random = new(seed ^ 0xDE6);
        RandomImage image = RandomImage.DrawDegenerate(random);
        bool isLast = random.Next(3) > 0;
        RandomNetwork network = Draw(seed) with { Image = isLast ? image : image with { EndsFlat = true }, Inputs = image.Length };
        int maxBatch = BatchSizes[random.Next(BatchSizes.Length)];
        return network with
        {
            Layers = isLast ? [] : [.. network.Layers.TakeLast(1).Select(l => l with { Units = Math.Min(l.Units, 20) })],
            Loss = isLast ? RandomLoss.DrawOfAnyOutput(random) : network.Loss,
            LossSettings = isLast ? "" : network.LossSettings,
            Optimizer = random.Next(2) == 0 ? null : network.Optimizer,
            MaxBatch = maxBatch,
            Batch = random.Next(1, maxBatch + 1),
        };
    }

    /// <summary>What stands before the dense layers; null if they take the inputs.</summary>
    public RandomImage? Image { get; init; }

    /// <summary>The same of sequences.</summary>
    public RandomSequence? Sequence { get; init; }

    public string Name => $"Random{Seed}";

    /// <summary>Whether the plain loops of the reference form are the only code.</summary>
    public bool IsReference { get; init; }

    public Trial Trial => new Trial(Seed, [(Loss, Layers.Count > 0 ? Layers[^1].Units * (Sequence?.Positions ?? 1) : Image!.Outputs)], LearningRate, IsDouble, Batch, Steps).Sparing();

    public ModelDeclaration Declaration => new(
        Name,
        Inputs,
        MaxBatch,
        IsDouble,
        [.. Image?.Attributes ?? [], .. Sequence?.Attributes ?? [], .. Layers.SelectMany(LayerAttributes), Loss + LossSettings, .. Optimizer is null ? Array.Empty<string>() : [Optimizer]])
    {
        Shape = Sequence?.Shape ?? string.Join(", ", Image?.Shape ?? [Inputs]),
        IsReference = IsReference,
    };

    /// <summary>Networks that are this one with something taken away, the boldest first.</summary>
    public IEnumerable<RandomNetwork> Smaller()
    {
        for (int n = 0; n < Layers.Count - 1; n++)
        {
            yield return this with { Layers = [.. Layers.Where((_, k) => k != n)] };
        }

        foreach (RandomImage smaller in Image?.Smaller() ?? [])
        {
            yield return this with { Image = smaller, Inputs = smaller.Length };
        }

        foreach (RandomSequence smaller in Sequence?.Smaller() ?? [])
        {
            yield return this with { Sequence = smaller, Inputs = smaller.Inputs };
        }

        foreach (int fewer in Image is null && Sequence is null ? Fewer(Inputs) : [])
        {
            yield return this with { Inputs = fewer };
        }

        for (int n = 0; n < Layers.Count; n++)
        {
            foreach (int fewer in Fewer(Layers[n].Units))
            {
                yield return With(n, Layers[n] with { Units = fewer });
            }
        }

        foreach (int fewer in Fewer(Batch))
        {
            yield return this with { Batch = fewer };
        }

        if (MaxBatch > Batch)
        {
            yield return this with { MaxBatch = Batch };
        }

        if (Steps > 1)
        {
            yield return this with { Steps = 1 };
        }

        foreach (RandomNetwork plainer in Plainer())
        {
            yield return plainer;
        }
    }

    private IEnumerable<RandomNetwork> Plainer()
    {
        if (Optimizer is not (null or "Sgd(LearningRate = 0.1)"))
        {
            yield return this with { Optimizer = "Sgd(LearningRate = 0.1)", LearningRate = 0.1 };
        }

        if (LossSettings != "")
        {
            yield return this with { LossSettings = "" };
        }

        for (int n = 0; n < Layers.Count; n++)
        {
            RandomLayer layer = Layers[n];
            RandomLayer[] plainer =
            [
                layer with { Norm = null },
                layer with { Penalty = null },
                layer with { Separate = false },
                layer with { Trainable = true },
                layer with { Bias = false },
                layer with { Activation = n < Layers.Count - 1 ? Activation.Identity : layer.Activation },
            ];
            foreach (RandomLayer other in plainer.Where(p => p != layer))
            {
                yield return With(n, other);
            }
        }
    }

    private RandomNetwork With(int n, RandomLayer layer) => this with { Layers = [.. Layers.Select((l, k) => k == n ? layer : l)] };

    private static IEnumerable<int> Fewer(int number) => new[] { 1, 2, number / 2, number - 1 }.Where(n => n >= 1 && n < number).Distinct();

    private static int Width(Random random) => random.Next(3) == 0 ? random.Next(1, 71) : Widths[random.Next(Widths.Length)];

    /// <param name="loss">The loss that follows, for the last layer.</param>
    private static RandomLayer DrawLayer(Random random, string? loss)
    {
        Activation any = (Activation)random.Next(Enum.GetValues<Activation>().Length);
        Activation activation = RandomLoss.ActivationBefore(loss) ?? any;
        bool trainable = random.Next(5) != 0;
        return new RandomLayer(
            RandomLoss.UnitsFor(loss, Width(random)),
            activation,
            Bias: random.Next(4) != 0,
            trainable,
            Separate: activation != Activation.Identity && random.Next(4) == 0,
            trainable ? random.Next(6) switch { 0 => "L1 = 0.01", 1 => "L2 = 0.02", 2 => "L1 = 0.005, L2 = 0.01", _ => null } : null);
    }

    private static IEnumerable<string> LayerAttributes(RandomLayer layer)
    {
        string? setting = layer.Activation switch { Activation.LeakyRelu => "Slope = 0.2", Activation.Elu => "Alpha = 0.7", _ => null };
        bool inside = layer.Activation != Activation.Identity && !layer.Separate;
        string[] arguments =
        [
            layer.Units.ToString(CultureInfo.InvariantCulture),
            .. inside ? [$"Activation.{layer.Activation}"] : Array.Empty<string>(),
            .. layer.Bias ? [] : new[] { "Bias = false" },
            .. layer.Trainable ? [] : new[] { "Trainable = false" },
            .. inside && setting is not null ? [setting] : Array.Empty<string>(),
            .. layer.Penalty is null ? [] : new[] { layer.Penalty },
        ];
        yield return $"Dense({string.Join(", ", arguments)})";
        if (layer.Separate && layer.Activation != Activation.Identity)
        {
            yield return $"ActivationLayer(Activation.{layer.Activation}{(setting is null ? "" : ", " + setting)})";
        }

        if (layer.Norm is { } norm)
        {
            yield return RandomNorm.Attribute(norm, layer.Units);
        }
    }
}
