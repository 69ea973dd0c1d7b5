using System;
using ModelGen.Data;
using ModelGen.Training;
using Samples;
using Samples.Xor;

const string Help = """
    Learns exclusive or with two small networks, from several starts each.

    Xor [--seeds N]

      --seeds  the number of starts; 10 unless given

    The exit code is 1 if more than one start in ten ends above the expected loss.
    """;

return Sample.Run(args, Help, (line, cancellation) =>
{
    int seeds = line.Integer("--seeds", otherwise: 10, minimum: 1);
    line.End();

    FitOptions options = new() { Epochs = 400 };
    int numbersReached = 0;
    int classesReached = 0;
    Console.WriteLine("start   one sigmoid   two classes, softmax");
    for (int seed = 0; seed < seeds; seed++)
    {
        XorByNumber byNumber = new(seed);
        byNumber.Fit(XorData.Numbers, options, cancellationToken: cancellation);
        float numberLoss = byNumber.Evaluate(XorData.Numbers.Inputs, XorData.Numbers.Targets);
        numbersReached += numberLoss <= XorByNumber.ExpectedLoss ? 1 : 0;

        XorByClass byClass = new(seed);
        byClass.Fit(XorData.Classes, options, cancellationToken: cancellation);
        float classLoss = byClass.Evaluate(XorData.Classes.Inputs, XorData.Classes.Targets);
        classesReached += classLoss <= XorByClass.ExpectedLoss ? 1 : 0;

        Console.WriteLine($"{seed,5}   {numberLoss,11:F5}   {classLoss,20:F5}");
    }

    Console.WriteLine($"at most {XorByNumber.ExpectedLoss} in {numbersReached} of {seeds}, at most {XorByClass.ExpectedLoss} in {classesReached} of {seeds}");
    return Math.Min(numbersReached, classesReached) * 10 >= seeds * 9 ? Sample.Success : Sample.Failure;
});
