using System;
using System.Globalization;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;
using Xunit.Sdk;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>Random networks, generated, compiled, run, and compared with the interpreter; a failing one is made small before it is shown.</summary>
[Trait("Category", "Width")]
public sealed class RandomNetworkTests
{
    /// <summary>More than 120 networks on request.</summary>
    public const string CountVariable = "MODELGEN_RANDOM_NETWORKS";

    private const int Together = 40;
    private const int MostShrinks = 120;

    /// <summary>How many are asked for; 0 if nobody does.</summary>
    public static int Requested { get; } = int.TryParse(Environment.GetEnvironmentVariable(CountVariable), CultureInfo.InvariantCulture, out int count) ? count : 0;

    private static readonly int Count = Math.Max(120, Requested);

    public static TheoryData<int> Chunks => ChunksOf(Count);

    /// <summary>Small networks at the border of what layers take: 80, and as many as random networks on request.</summary>
    public static TheoryData<int> FewChunks => ChunksOf(Math.Max(80, Requested));

    [Theory]
    [MemberData(nameof(Chunks))]
    public void Compiled_networks_agree_with_the_interpreter(int chunk) => Check(chunk, RandomNetwork.Draw);

    [Theory]
    [MemberData(nameof(Chunks))]
    public void Compiled_networks_with_windows_agree_with_the_interpreter(int chunk) => Check(chunk, RandomNetwork.DrawWithWindows);

    /// <summary>Networks over sequences, which take longest: 40, and as many as random networks on request.</summary>
    public static TheoryData<int> SequenceChunks => ChunksOf(Math.Max(40, Requested));

    [Theory]
    [MemberData(nameof(SequenceChunks))]
    public void Compiled_networks_over_sequences_agree_with_the_interpreter(int chunk) => Check(chunk, RandomNetwork.DrawWithSequences);

    [Theory]
    [MemberData(nameof(FewChunks))]
    public void Compiled_networks_with_degenerate_windows_agree_with_the_interpreter(int chunk) => Check(chunk, RandomNetwork.DrawDegenerate);

    /// <summary>With the reference form as the only code.</summary>
    [Theory]
    [MemberData(nameof(FewChunks))]
    [Trait("Form", "Reference")]
    public void Networks_of_plain_loops_agree_with_the_interpreter(int chunk) => Check(
        chunk, seed => (seed % 3 == 0 ? RandomNetwork.Draw(seed) : seed % 3 == 1 ? RandomNetwork.DrawWithWindows(seed) : RandomNetwork.DrawDegenerate(seed)) with { IsReference = true });

    private static TheoryData<int> ChunksOf(int count) => [.. Enumerable.Range(0, (count + Together - 1) / Together)];

    private static void Check(int chunk, Func<int, RandomNetwork> draw)
    {
        RandomNetwork[] networks = [.. Enumerable.Range(chunk * Together, Together).Select(draw)];
        var batch = new ModelBatch(networks.Select(n => n.Declaration), checkOverflow: chunk % 2 == 1, Together);
        var faults = networks.Select(n => (Network: n, Fault: Fault(n, batch))).Where(f => f.Fault is not null).ToArray();
        if (faults is [var (network, fault), ..])
        {
            (RandomNetwork smallest, Exception reason) = Shrink(network, fault!);
            throw new XunitException(
                $"Seeds {string.Join(", ", faults.Select(f => f.Network.Seed))} fail. Seed {network.Seed}, made small, with {smallest.Batch} examples and {smallest.Steps} steps:\n"
                + $"{smallest.Declaration}\n{reason}\n\nThe others:\n{string.Join("\n", faults.Skip(1).Select(f => $"{f.Network.Seed}: {FirstLines(f.Fault!)}"))}");
        }
    }

    private static string FirstLines(Exception fault) => string.Join("\n", (fault.InnerException ?? fault).Message.Split('\n').Where(l => l.Length > 0).Take(4));

    private static (RandomNetwork Smallest, Exception Reason) Shrink(RandomNetwork network, Exception fault)
    {
        int attempts = 0;
        bool smaller = true;
        while (smaller && attempts < MostShrinks)
        {
            smaller = false;
            foreach (RandomNetwork candidate in network.Smaller().Take(MostShrinks - attempts))
            {
                attempts++;
                if (Fault(candidate, new ModelBatch([candidate.Declaration])) is { } still)
                {
                    (network, fault, smaller) = (candidate, still, true);
                    break;
                }
            }
        }

        return (network, fault);
    }

    private static Exception? Fault(RandomNetwork network, ModelBatch batch)
    {
        try
        {
            ModelDeclaration declaration = network.Declaration;
            OracleComparison.Check(network.Trial, batch.Create(declaration), Graphs.Lower(batch.Spec(declaration)));
            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return fault;
        }
    }
}
