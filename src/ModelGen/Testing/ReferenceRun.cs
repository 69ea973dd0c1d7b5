using System;
using System.Numerics;
using ModelGen.CompilerServices;
using ModelGen.Numerics;

namespace ModelGen.Testing;

/// <summary>What the reference form makes of some examples.</summary>
internal sealed class ReferenceRun<TModel, T>
    where TModel : IModel<TModel, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private ReferenceRun(T[] parameters, int outputs)
    {
        Parameters = parameters;
        Predictions = new T[outputs];
        Outputs = new T[outputs];
    }

    /// <summary>The parameters; after a forward pass with the statistics of its batch.</summary>
    public T[] Parameters { get; }

    public T[] Predictions { get; }

    public T Evaluation { get; private set; }

    public T[] Outputs { get; }

    public T Loss { get; private set; }

    public T[] Gradients { get; private set; } = [];

    /// <summary>Those of the inputs; none if the model computes none.</summary>
    public T[] InputGradients { get; private set; } = [];

    /// <summary>Those of the parameters, with the targets as gradients of the outputs; none if the model does not take these.</summary>
    public T[] GradientsFrom { get; private set; } = [];

    /// <summary>The same of the inputs.</summary>
    public T[] InputGradientsFrom { get; private set; } = [];

    /// <summary>Runs all passes; without <paramref name="targets"/>, for a model without a loss, inference alone.</summary>
    public static ReferenceRun<TModel, T> Of(IReferenceForm<T> form, T[] arena, ReadOnlySpan<T> parameters, ReadOnlySpan<T> inputs, T[]? targets, DropoutDraw draw)
    {
        int batch = inputs.Length / TModel.InputLength;

        // A stateful model would go on from the run before.
        Array.Clear(arena);
        ReferenceRun<TModel, T> run = new(parameters.ToArray(), batch * TModel.OutputLength);
        form.Predict(run.Parameters, arena, inputs, run.Predictions, batch);
        if (targets is not null)
        {
            run.Evaluation = form.MeanLoss(run.Parameters, arena, form.LossSum(run.Parameters, arena, inputs, targets, batch), batch);
            form.Forward(run.Parameters, arena, inputs, run.Outputs, draw, batch);
            run.Loss = form.Backward(run.Parameters, arena, inputs, targets, batch);
            run.Gradients = arena.AsSpan(0, TModel.ParameterCount).ToArray();
            run.InputGradients = form.InputGradients < 0 ? [] : arena.AsSpan(form.InputGradients, inputs.Length).ToArray();
            if (form.TakesOutputGradients)
            {
                run.RunBackwardFrom(form, arena, parameters, inputs, targets, draw);
            }
        }

        return run;
    }

    private void RunBackwardFrom(IReferenceForm<T> form, T[] arena, ReadOnlySpan<T> parameters, ReadOnlySpan<T> inputs, T[] targets, DropoutDraw draw)
    {
        int batch = inputs.Length / TModel.InputLength;
        T[] own = parameters.ToArray();
        Array.Clear(arena);
        form.Forward(own, arena, inputs, new T[Outputs.Length], draw, batch);
        form.BackwardFrom(new ReferenceCall<T>(own, arena) { Inputs = inputs, Targets = targets, Batch = batch });
        GradientsFrom = arena.AsSpan(0, TModel.ParameterCount).ToArray();
        InputGradientsFrom = form.InputGradients < 0 ? [] : arena.AsSpan(form.InputGradients, inputs.Length).ToArray();
    }
}
