using System;
using System.Diagnostics;
using System.Linq;
using Benchmarks.Quick;
using Benchmarks.Workloads;
using ModelGen;

namespace Benchmarks.OnnxRuntime;

/// <summary>
/// One model, a classifier or with one output, in ModelGen and in ONNX Runtime: one example and <c>MaxBatch</c> examples.
/// </summary>
internal static class Comparison<TModel>
    where TModel : ITrainableModel<TModel, float>
{
    private static readonly int Batch = TModel.MaxBatch;

    /// <summary>Prints the times and their ratios.</summary>
    /// <returns>Whether both compute the same; nothing is timed otherwise.</returns>
    public static bool Run(Stepwatch watch)
    {
        // A table's rows are named by whole numbers, and each position of a sequence has a class.
        int classes = TModel.OutputShape[^1], symbols = SymbolsOf(TModel.LayerInfos);
        float[] inputs = symbols == 0
            ? Numbers.Uniform(Batch * TModel.InputLength, seed: 1)
            : Array.ConvertAll(Numbers.Classes(Batch * TModel.InputLength, symbols, seed: 1), symbol => (float)symbol);
        float[] targets = Numbers.OneHot(Batch * TModel.OutputLength / classes, classes, seed: 2);
        long start = Stopwatch.GetTimestamp();
        TModel model = TModel.Create(seed: 1);
        model.TrainBatch(inputs, targets);
        double firstStep = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        float[] oneInput = inputs[..TModel.InputLength];
        float[] oneOutput = new float[TModel.OutputLength], oneOutputThere = new float[TModel.OutputLength];
        float[] outputs = new float[targets.Length], outputsThere = new float[targets.Length];
        using Session session = Session.Of(model);
        using Prediction one = session.Bind(oneInput, oneOutputThere, 1);
        using Prediction many = session.Bind(inputs, outputsThere, Batch);
        model.Predict(oneInput, oneOutput);
        model.Predict(inputs, outputs);
        one.Run();
        many.Run();
        if ((Agreement.Difference(oneOutput, oneOutputThere) ?? Agreement.Difference(outputs, outputsThere)) is { } difference)
        {
            Console.Error.WriteLine($"{TModel.ModelName} is not timed: {difference}.");
            return false;
        }

        Timing[] times = watch.MeasureInTurn<Call>(
            new(() => model.Predict(oneInput, oneOutput)),
            new(one.Run),
            new(() => model.Predict(inputs, outputs)),
            new(many.Run),
            new(() => model.Forward(inputs)),
            new(() => model.TrainBatch(inputs, targets)));
        Print("modelgen", "first_step_ms", FormattableString.Invariant($"{firstStep:F0}"));
        Print("modelgen", "predict_b1", times[0]);
        Print("onnxruntime", "predict_b1", times[1]);
        Print("modelgen", $"predict_b{Batch}", times[2]);
        Print("onnxruntime", $"predict_b{Batch}", times[3]);
        Print("modelgen", $"forward_b{Batch}", times[4]);
        Print("modelgen", $"train_b{Batch}", times[5]);
        PrintRatio("predict_b1", times[0], times[1]);
        PrintRatio($"predict_b{Batch}", times[2], times[3]);
        PrintRatio($"train_b{Batch}/onnxruntime_predict_b{Batch}", times[5], times[3]);
        PrintRatio($"train_b{Batch}/own_predict_b{Batch}", times[5], times[2]);
        PrintRatio($"predict_b{Batch}/own_forward_b{Batch}", times[2], times[4]);
        return true;
    }

    private static int SymbolsOf(ReadOnlySpan<LayerInfo> layers)
    {
        foreach (LayerInfo layer in layers)
        {
            if (layer.Kind == "Embedding")
            {
                return (int)layer.Settings.First(setting => setting.Name == "Count").Value;
            }
        }

        return 0;
    }

    private static void Print(string who, string metric, object figure) => Console.WriteLine($"{who} {TModel.ModelName} {metric} {figure}");

    private static void PrintRatio(string what, Timing time, Timing other) =>
        Print("ratio", what, FormattableString.Invariant($"{time.Median / other.Median:F2}{(time.Gated && other.Gated ? "" : " UNGATED")}"));
}
