using System;
using System.Linq;
using System.Numerics;
using ModelGen.CompilerServices;
using ModelGen.Numerics;

namespace ModelGen.Testing;

/// <summary>Some examples through a model's fast code and its reference form.</summary>
internal sealed class KernelComparison<TModel, T>
    where TModel : IModel<TModel, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IReferenceForm<T> _form;
    private readonly KernelTally<T> _tally;
    private readonly T[] _arena;
    private readonly T[] _parameters;
    private readonly T[] _inputs;
    private readonly T[]? _targets;
    private readonly DropoutDraw _draw;
    private readonly string _examples;
    private ModelRandom _random;

    private readonly ReferenceRun<TModel, T> _expected;
    private readonly ReferenceRun<TModel, T>[] _runs;

    // No targets for a model without a loss. Inputs are blurred where they are numbers, and not indices.
    public KernelComparison(TModel model, IReferenceForm<T> form, T[] arena, KernelTally<T> tally, T[] inputs, T[]? targets, bool blursInputs, int seed)
    {
        (_form, _arena, _tally, _inputs, _targets, _random) = (form, arena, tally, inputs, targets, new ModelRandom(seed));
        _parameters = model.Parameters.ToArray();
        _draw = model is IDropoutModel dropout ? new DropoutDraw(dropout.DropoutSeed, dropout.DropoutStep) : default;
        int count = inputs.Length / TModel.InputLength;
        _examples = count == 1 ? "1 example" : $"{count} examples";
        _expected = Run(_parameters, inputs);
        double size = Rounding.OfSum<T>(form.LongestSum);
        _runs = new ReferenceRun<TModel, T>[Rounding.Runs];
        for (int k = 0; k < _runs.Length; k++)
        {
            T[] parameters = _parameters.ToArray();
            foreach (ParameterInfo tensor in TModel.ParameterInfos)
            {
                Rounding.Blur<T>(parameters.AsSpan(tensor.Offset, tensor.Length), size, ref _random).CopyTo(parameters, tensor.Offset);
            }

            _runs[k] = Run(parameters, blursInputs ? SequenceExamples.WithLengthsOf<TModel, T>(Rounding.Blur<T>(inputs, size, ref _random), inputs) : inputs);
        }
    }

    public void Predict(TModel model)
    {
        T[] outputs = new T[_expected.Predictions.Length];
        model.Predict(_inputs, outputs);
        Whole("prediction", _expected.Predictions, [.. _runs.Select(r => r.Predictions)], outputs);
    }

    public void Evaluate(T evaluation, string how = "Evaluate") => Whole(how, [_expected.Evaluation], [.. _runs.Select(r => new[] { r.Evaluation })], [evaluation]);

    public void Forward(TModel model, ReadOnlySpan<T> outputs)
    {
        Whole("output of Forward", _expected.Outputs, [.. _runs.Select(r => r.Outputs)], outputs);
        Tensors("statistics in", _expected.Parameters, [.. _runs.Select(r => r.Parameters)], model.Parameters, t => !t.Trainable);
    }

    public void Backward(T loss, ReadOnlySpan<T> gradients, TModel model, string after = "")
    {
        Whole($"loss{after}", [_expected.Loss], [.. _runs.Select(r => new[] { r.Loss })], [loss]);
        Tensors($"gradient{after} of", _expected.Gradients, [.. _runs.Select(r => r.Gradients)], gradients, t => t.Trainable);
        InputGradients(model, $"gradient{after} of the inputs");
    }

    /// <summary>The gradients that come from those of the outputs.</summary>
    public void BackwardFrom(ReadOnlySpan<T> gradients, TModel model)
    {
        Tensors("gradient from output gradients of", _expected.GradientsFrom, [.. _runs.Select(r => r.GradientsFrom)], gradients, t => t.Trainable);
        if (_expected.InputGradientsFrom.Length > 0)
        {
            Whole("gradient from output gradients of the inputs", _expected.InputGradientsFrom, [.. _runs.Select(r => r.InputGradientsFrom)], ((IReferenceModel<T>)model).InputGradients);
        }
    }

    /// <summary>An update with gradients that both have.</summary>
    public void Update(OptimizerStart<T> start, ReadOnlySpan<T> gradients, TModel updated)
    {
        Step("Update", start, gradients.ToArray(), [], updated);
    }

    /// <summary>A whole step, whose gradients may be off by what rounding explains: an optimizer that divides by their size makes that more.</summary>
    public void Train(string how, OptimizerStart<T> start, T loss, TModel updated)
    {
        Whole($"loss of {how}", [_expected.Loss], [.. _runs.Select(r => new[] { r.Loss })], [loss]);
        InputGradients(updated, $"gradient of the inputs after {how}");
        T[][] gradients = [.. _runs.Select(r => r.Gradients)];
        T[] above = [.. _expected.Gradients], below = [.. _expected.Gradients];
        foreach (ParameterInfo tensor in TModel.ParameterInfos)
        {
            T allowed = T.CreateTruncating(Rounding.Allowed(_expected.Gradients, gradients, tensor.Offset..(tensor.Offset + tensor.Length)));
            for (int i = tensor.Offset; i < tensor.Offset + tensor.Length; i++)
            {
                above[i] += allowed;
                below[i] -= allowed;
            }
        }

        Step(how, start, _expected.Gradients, [above, below], updated);
    }

    /// <summary>Compares a step from these gradients, which may be others instead.</summary>
    private void Step(string how, OptimizerStart<T> start, T[] gradients, T[][] others, TModel updated)
    {
        T[] parameters = _expected.Parameters;
        T[][] expected = start.Update(_form, _arena, parameters, gradients);
        T[] shifted = gradients;
        for (int k = 0; k < Rounding.Runs; k++)
        {
            shifted = Rounding.Shift<T>(shifted);
        }

        T[][][] byGradients = [.. others.Append(shifted).Select(g => start.Update(_form, _arena, parameters, g))];
        double norm = _form.ClipsByNorm ? Rounding.OfNorm<T>(TModel.ParameterCount) : 0;
        T[][][] byRest =
        [
            start.Update(_form, _arena, Rounding.Shift<T>(parameters), gradients),
            .. Enumerable.Range(0, start.States).Select(k => start.Update(_form, _arena, parameters, gradients, k)),
        ];
        IOptimizerMemory<T> memory = (IOptimizerMemory<T>)updated;
        for (int k = 0; k < expected.Length; k++)
        {
            double[] allowed = Rounding.Allowed(k == 0 ? parameters : start.State(k - 1), expected[k], [.. byRest.Select(r => r[k])], [.. byGradients.Select(r => r[k])], norm);
            ReadOnlySpan<T> actual = k == 0 ? updated.Parameters : memory.State(k - 1);
            string what = k == 0 ? "" : $"{memory.StateNames[k - 1]} of ";
            foreach (ParameterInfo tensor in TModel.ParameterInfos)
            {
                if (tensor.Trainable)
                {
                    _tally.Compare(
                        $"{what}{tensor.Name} after {how}, {_examples}",
                        expected[k].AsSpan(tensor.Offset, tensor.Length),
                        actual.Slice(tensor.Offset, tensor.Length),
                        i => allowed[tensor.Offset + i]);
                }
            }
        }
    }

    private ReferenceRun<TModel, T> Run(T[] parameters, T[] inputs) => ReferenceRun<TModel, T>.Of(_form, _arena, parameters, inputs, _targets, _draw);

    private void InputGradients(TModel model, string what)
    {
        if (_expected.InputGradients.Length > 0)
        {
            Whole(what, _expected.InputGradients, [.. _runs.Select(r => r.InputGradients)], ((IReferenceModel<T>)model).InputGradients);
        }
    }

    private void Whole(string what, T[] expected, T[][] runs, ReadOnlySpan<T> actual)
    {
        double allowed = Rounding.Allowed(expected, runs, ..);
        _tally.Compare($"{what}, {_examples}", expected, actual, _ => allowed);
    }

    private void Tensors(string what, T[] expected, T[][] runs, ReadOnlySpan<T> actual, Func<ParameterInfo, bool> which)
    {
        foreach (ParameterInfo tensor in TModel.ParameterInfos)
        {
            if (which(tensor))
            {
                Range part = tensor.Offset..(tensor.Offset + tensor.Length);
                double allowed = Rounding.Allowed(expected, runs, part);
                _tally.Compare($"{what} {tensor.Name}, {_examples}", expected.AsSpan(part), actual[part], _ => allowed);
            }
        }
    }
}
