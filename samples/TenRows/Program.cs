using System;
using Samples;
using Samples.TenRows;

const string Help = """
    Learns ten rows with two networks without biases, from several starts each.

    TenRows [--seeds N]

      --seeds  the number of starts; 20 unless given

    The exit code is 1 if more than one start in ten of a network never gets all ten rows right.
    """;

return Sample.Run(args, Help, (line, cancellation) =>
{
    int seeds = line.Integer("--seeds", otherwise: 20, minimum: 1);
    line.End();

    int twoLayers = 0;
    int oneLayer = 0;
    Console.WriteLine("first epoch with all rows right");
    Console.WriteLine("start   2-4-1   2-1");
    for (int seed = 0; seed < seeds; seed++)
    {
        int? first = TenRowsTraining.FirstPerfectEpoch(new TwoLayers(seed), cancellation);
        int? second = TenRowsTraining.FirstPerfectEpoch(new OneLayer(seed), cancellation);
        twoLayers += first is null ? 0 : 1;
        oneLayer += second is null ? 0 : 1;
        Console.WriteLine($"{seed,5}   {first?.ToString() ?? "–",5}   {second?.ToString() ?? "–",3}");
    }

    Console.WriteLine($"within {TenRowsTraining.Epochs} epochs: 2-4-1 in {twoLayers} of {seeds}, 2-1 in {oneLayer} of {seeds}");
    return Math.Min(twoLayers, oneLayer) * 10 >= seeds * 9 ? Sample.Success : Sample.Failure;
});
