using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>Runs an op graph in double precision on row-major tensors in their logical shapes: slow, and with nothing in it that could be wrong for long.</summary>
internal sealed class GraphInterpreter
{
    private readonly OpGraph _graph;
    private readonly Dictionary<Value, double[]> _values = [];
    private readonly Dictionary<string, double> _scalars = [];
    private readonly ExpressionInterpreter _expressions;

    public GraphInterpreter(OpGraph graph, double learningRate = 0)
    {
        _graph = graph;
        _expressions = new ExpressionInterpreter(name => _scalars[name]);
        _scalars[StepScalar.LearningRate] = learningRate;
        _scalars[StepScalar.Step] = 0;
        foreach (StepScalar kept in graph.Scalars.Where(s => s.Initial is not null))
        {
            _scalars[kept.Name] = kept.Initial!.Value;
        }

        foreach (Value constant in graph.Steps.SelectMany(s => s.Op.Inputs).Where(v => v.Role == ValueRole.Constant))
        {
            _values[constant] = [.. constant.Numbers];
        }

        foreach (Parameter parameter in graph.Parameters)
        {
            _values[parameter.Value] = new double[parameter.Value.Shape.Length];
            foreach (OptimizerState state in parameter.States)
            {
                _values[state.Value] = [.. Enumerable.Repeat(state.Initial, state.Value.Shape.Length)];
            }
        }
    }

    /// <summary>Which step's numbers dropout draws.</summary>
    public long DropoutStep { get; set; }

    /// <summary>How near the last Forward and Loss came to a corner of a formula.</summary>
    public double NearestCorner => _expressions.NearestCorner;

    /// <summary>The numbers of a tensor.</summary>
    public double[] this[Value value] => _values[value];

    public double[] GetParameter(string name) => _values[Parameter(name).Value];

    public void SetParameter(string name, double[] values) => _values[Parameter(name).Value] = [.. values];

    /// <summary>The gradient of a parameter; zeros for a frozen one.</summary>
    public double[] GetGradient(string name) => Parameter(name) is { Gradient: { } gradient } ? _values[gradient] : new double[Parameter(name).Value.Shape.Length];

    /// <summary>Replaces the gradient that the next <see cref="Update"/> takes.</summary>
    public void SetGradient(string name, double[] values)
    {
        if (Parameter(name).Gradient is { } gradient)
        {
            _values[gradient] = [.. values];
        }
    }

    /// <summary>The forward pass of training; running statistics are overwritten.</summary>
    public double[] Forward(double[] inputs)
    {
        Take(inputs);
        Run(_graph, Pass.Forward);
        Run(_graph, Pass.Statistics);
        Overwrite(Pass.Statistics);
        return _values[_graph.Output];
    }

    /// <summary>The forward pass of inference.</summary>
    public double[] Predict(double[] inputs)
    {
        Take(inputs);
        Run(_graph.Predicting, Pass.Forward);
        return _values[_graph.Predicting.Output];
    }

    /// <summary>The loss in inference.</summary>
    public double Evaluate(double[] inputs, double[] targets)
    {
        Predict(inputs);
        foreach (var (output, predicted) in _graph.Outputs.Zip(_graph.Predicting.Outputs))
        {
            _values[output] = _values[predicted];
        }

        return Loss(targets);
    }

    /// <summary>The loss of the last Forward.</summary>
    /// <param name="targets">Numbers of the outputs' shape, or the index of a class for each example.</param>
    public double Loss(double[] targets)
    {
        _values[_graph.Target!] = targets;
        Run(_graph, Pass.Loss);
        return _values[_graph.Loss!][0];
    }

    public double Backward(double[] targets)
    {
        double loss = Loss(targets), nearest = NearestCorner;
        Run(_graph, Pass.Backward);
        _expressions.NearestCorner = nearest;
        return loss;
    }

    public void Update()
    {
        _scalars[StepScalar.Step]++;
        foreach (StepScalar scalar in _graph.Scalars)
        {
            _scalars[scalar.Name] = _expressions.Value(scalar.Formula, []);
        }

        Run(_graph, Pass.Update);
        Overwrite(Pass.Update);
    }

    private TensorOps Tensors { get => field ?? throw new InvalidOperationException("Forward comes first."); set; }

    private Parameter Parameter(string name) => _graph.Parameters.Single(p => p.Name == name);

    private void Take(double[] inputs)
    {
        int batch = inputs.Length / _graph.Input.Shape.Length;
        Tensors = new TensorOps(_expressions, batch, DropoutStep);
        _scalars[StepScalar.PerExample] = 1.0 / batch;
        _expressions.NearestCorner = double.PositiveInfinity;
        _values[_graph.Input] = inputs;
        foreach (Value carried in _graph.Carried.Where(c => !_values.ContainsKey(c)))
        {
            _values[carried] = new double[batch * carried.Shape.Length];
        }
    }

    private void Overwrite(Pass pass)
    {
        foreach (Value written in _graph.Ops(pass).SelectMany(o => o.Outputs).Where(v => v.Overwrites is not null))
        {
            _values[written.Overwrites!] = _values[written];
        }
    }

    private void Run(OpGraph graph, Pass pass)
    {
        foreach (Op op in graph.Ops(pass))
        {
            double[][] results = Tensors.Run(op, value => _values[value]);
            for (int k = 0; k < results.Length; k++)
            {
                _values[op.Outputs[k]] = results[k];
            }
        }
    }
}
