using System;
using System.Diagnostics;
using ModelGen;

namespace Benchmarks.Sizes;

/// <summary>What a fresh process does with a model: the time from its start to a first result.</summary>
internal static class FirstUse
{
    /// <summary>Prints the milliseconds from <paramref name="start"/>, a timestamp of the process that started this one, until the work is done.</summary>
    /// <param name="work">start, predict or train.</param>
    public static void Run<TModel>(string work, long start)
        where TModel : ITrainableModel<TModel, float>
    {
        switch (work)
        {
            case "predict":
                TModel.Create(seed: 1).Predict(new float[TModel.InputLength], new float[TModel.OutputLength]);
                break;
            case "train":
                TModel.Create(seed: 1).TrainBatch(new float[TModel.MaxBatch * TModel.InputLength], new float[TModel.MaxBatch * TModel.OutputLength]);
                break;
        }

        Console.WriteLine(FormattableString.Invariant($"{Stopwatch.GetElapsedTime(start).TotalMilliseconds}"));
    }
}
