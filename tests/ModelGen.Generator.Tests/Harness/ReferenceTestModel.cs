using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using ModelGen.CompilerServices;
using ModelGen.Numerics;
using ModelGen.Testing;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>The reference form of a model, seen like a model: it is tested as the fast code is, against the same witnesses.</summary>
internal sealed class ReferenceTestModel<TModel, T> : TestModel
    where TModel : class, IModel<TModel, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TestModel<TModel, T> _model;
    private readonly TModel _instance;
    private readonly IReferenceForm<T> _form;
    private readonly T[] _parameters;
    private readonly T[] _arena;
    private readonly T[] _predicting;
    private readonly double[] _numbers;
    private T[] _inputs = [];
    private long _step, _draw;

    public ReferenceTestModel(TestModel<TModel, T> model)
    {
        _model = model;
        _instance = (TModel)model.Instance;
        _form = ((IReferenceModel<T>)_instance).Reference!;
        _parameters = _instance.Parameters.ToArray();
        _arena = new T[_form.ArenaLength];
        _predicting = new T[_form.ArenaLength];
        _numbers = [];
        if (_instance is IOptimizerMemory<T> memory)
        {
            _numbers = new double[memory.NumberNames.Length];
            for (int k = 0; k < _numbers.Length; k++)
            {
                _numbers[k] = memory.Number(k);
            }

            for (int k = 0; k < memory.StateNames.Length; k++)
            {
                memory.State(k).CopyTo(_arena.AsSpan((k + 1) * _form.Stride));
            }

            LearningRate = double.CreateTruncating(memory.LearningRate);
        }
    }

    public override object Instance => _model.Instance;

    public override KernelCheck CheckKernels(int seed = 1) => throw new NotSupportedException();

    public override bool IsReference => true;

    public override bool IsDouble => _model.IsDouble;

    public override string Name => _model.Name;

    public override int InputLength => _model.InputLength;

    public override int OutputLength => _model.OutputLength;

    public override int ParameterCount => _model.ParameterCount;

    public override int MaxBatch => _model.MaxBatch;

    public override IReadOnlyList<int> InputShape => _model.InputShape;

    public override IReadOnlyList<int> OutputShape => _model.OutputShape;

    public override IReadOnlyList<ParameterInfo> ParameterInfos => _model.ParameterInfos;

    public override double[] Parameters
    {
        get => Double(_parameters);
        set => Narrow(value).CopyTo(_parameters, 0);
    }

    public override double LearningRate { get; set; }

    /// <summary>The form has one thread.</summary>
    public override int DegreeOfParallelism { get; set; } = 1;

    public override bool TakesClasses => _model.TakesClasses;

    public override double[] Gradients => Double(_arena.AsSpan(0, ParameterCount));

    public override double[] InputGradients => Double(_arena.AsSpan(_form.InputGradients, _inputs.Length));

    public override double[] GetParameter(string name)
    {
        _parameters.CopyTo(_instance.Parameters);
        return _model.GetParameter(name);
    }

    public override void SetParameter(string name, double[] values)
    {
        _parameters.CopyTo(_instance.Parameters);
        _model.SetParameter(name, values);
        _instance.Parameters.CopyTo(_parameters);
    }

    public override double[] Predict(double[] input)
    {
        var output = new double[input.Length / InputLength * OutputLength];
        Predict(input, output);
        return output;
    }

    public override void Predict(double[] input, double[] output) => InPortions(input, (inputs, first, batch) =>
    {
        T[] outputs = new T[batch * OutputLength];
        _form.Predict(_parameters, _predicting, inputs, outputs, batch);
        Double(outputs).CopyTo(output, first * OutputLength);
    });

    public override double Evaluate(double[] inputs, double[] targets)
    {
        T sum = T.Zero;
        InPortions(inputs, (part, first, batch) =>
        {
            _form.Predict(_parameters, _predicting, part, new T[batch * OutputLength], batch);
            sum += _form.LossSum(_parameters, _predicting, part, Narrow([.. targets.Skip(first * OutputLength).Take(batch * OutputLength)]), batch);
        });
        return double.CreateTruncating(_form.MeanLoss(_parameters, _predicting, sum, inputs.Length / InputLength));
    }

    public override double[] Forward(double[] inputs)
    {
        _inputs = Narrow(inputs);
        int batch = inputs.Length / InputLength;
        var outputs = new T[batch * OutputLength];
        _form.Forward(_parameters, _arena, _inputs, outputs, new DropoutDraw(0, _draw++), batch);
        return Double(outputs);
    }

    public override double Backward(double[] targets) =>
        double.CreateTruncating(_form.Backward(_parameters, _arena, _inputs, Narrow(targets), _inputs.Length / InputLength));

    public override void Update() => _form.Update(_parameters, _arena, ++_step, T.CreateTruncating(LearningRate), _numbers);

    public override double TrainBatch(double[] inputs, double[] targets)
    {
        Forward(inputs);
        double loss = Backward(targets);
        Update();
        return loss;
    }

    public override double Backward(int[] classes) => Backward(Rows(classes));

    public override double Evaluate(double[] inputs, int[] classes) => Evaluate(inputs, Rows(classes));

    public override double TrainBatch(double[] inputs, int[] classes) => TrainBatch(inputs, Rows(classes));

    public override (long Constructor, long First, long Later) PredictionAllocations(double[] input) => throw new NotSupportedException();

    public override byte[] Save() => throw new NotSupportedException();

    public override void Restore(byte[] file) => throw new NotSupportedException();

    public override string SaveAsSource(SourceOptions? options = null) => throw new NotSupportedException();

    public override byte[] SaveAsResource() => throw new NotSupportedException();

    private void InPortions(double[] inputs, Action<T[], int, int> run)
    {
        for (int first = 0; first < inputs.Length / InputLength; first += MaxBatch)
        {
            T[] part = Narrow([.. inputs.Skip(first * InputLength).Take(MaxBatch * InputLength)]);
            run(part, first, part.Length / InputLength);
        }
    }

    /// <summary>A class as a row with a 1 at its place.</summary>
    private double[] Rows(int[] classes)
    {
        int count = OutputShape[^1];
        var rows = new double[classes.Length * count];
        for (int k = 0; k < classes.Length; k++)
        {
            rows[(k * count) + classes[k]] = 1;
        }

        return rows;
    }

    private static T[] Narrow(double[] values) => Array.ConvertAll(values, T.CreateTruncating);

    private static double[] Double(ReadOnlySpan<T> values) => Array.ConvertAll(values.ToArray(), double.CreateTruncating);
}
