using System;
using System.Collections.Generic;
using System.Diagnostics.Tracing;
using System.Linq;
using System.Threading;
using ModelGen;

namespace Benchmarks.Sizes;

/// <summary>The bytes of machine code that the JIT makes of a model which predicts and trains: the code it keeps, so of each method the last version.</summary>
internal sealed class MachineCode : EventListener
{
    private const EventKeywords JustInTime = (EventKeywords)0x10;

    private readonly Dictionary<string, long> _bytes = [];
    private readonly Lock _lock = new();

    /// <summary>Prints the bytes of the code of a prediction, and of that and training.</summary>
    public static void Run<TModel>()
        where TModel : ITrainableModel<TModel, float>
    {
        using MachineCode code = new();
        TModel model = TModel.Create(seed: 1);
        float[] inputs = new float[TModel.MaxBatch * TModel.InputLength], targets = new float[TModel.MaxBatch * TModel.OutputLength];
        float[] outputs = new float[TModel.MaxBatch * TModel.OutputLength];
        Repeat(() => model.Predict(inputs, outputs));
        long predicting = code.BytesOf(typeof(TModel));
        Repeat(() => model.TrainBatch(inputs, targets));
        Console.WriteLine($"{predicting} {code.BytesOf(typeof(TModel))}");
    }

    protected override void OnEventSourceCreated(EventSource source)
    {
        if (source.Name == "Microsoft-Windows-DotNETRuntime")
        {
            EnableEvents(source, EventLevel.Verbose, JustInTime);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs e)
    {
        if (e.EventName?.StartsWith("MethodLoadVerbose", StringComparison.Ordinal) == true)
        {
            string method = $"{Value("MethodNamespace")}.{Value("MethodName")}{Value("MethodSignature")}";
            lock (_lock)
            {
                _bytes[method] = Convert.ToInt64(Value("MethodSize"));
            }
        }

        object? Value(string name) => e.Payload![e.PayloadNames!.IndexOf(name)];
    }

    private long BytesOf(Type model)
    {
        lock (_lock)
        {
            return _bytes.Where(m => GeneratedMethods.BelongsTo(m.Key, model)).Sum(m => m.Value);
        }
    }

    /// <summary>Often enough and long enough for the runtime to compile anew what it compiled in haste.</summary>
    private static void Repeat(Action action)
    {
        for (int round = 0; round < 4; round++)
        {
            for (int i = 0; i < 40; i++)
            {
                action();
            }

            Thread.Sleep(200);
        }
    }
}
