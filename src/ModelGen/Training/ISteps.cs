using System;

namespace ModelGen.Training;

/// <summary>The calls on a model that differ between numbers and classes as targets. Static, so that they cost nothing.</summary>
internal interface ISteps<TModel, T, TTarget>
{
    static abstract T Train(TModel model, ReadOnlySpan<T> inputs, ReadOnlySpan<TTarget> targets);

    /// <summary>Leaves the gradients of a batch, and makes no step.</summary>
    static abstract T Backward(TModel model, ReadOnlySpan<T> inputs, ReadOnlySpan<TTarget> targets);

    static abstract T Evaluate(TModel model, ReadOnlySpan<T> inputs, ReadOnlySpan<TTarget> targets);
}

/// <summary>Numbers as targets.</summary>
internal readonly struct NumberSteps<TModel, T> : ISteps<TModel, T, T>
    where TModel : ITrainableModel<TModel, T>
    where T : unmanaged
{
    public static T Train(TModel model, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets) => model.TrainBatch(inputs, targets);

    public static T Backward(TModel model, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets)
    {
        model.Forward(inputs);
        return model.Backward(targets);
    }

    public static T Evaluate(TModel model, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets) => model.Evaluate(inputs, targets);
}

/// <summary>Classes as targets.</summary>
internal readonly struct ClassSteps<TModel, T> : ISteps<TModel, T, int>
    where TModel : ITrainableClassifierModel<TModel, T>
    where T : unmanaged
{
    public static T Train(TModel model, ReadOnlySpan<T> inputs, ReadOnlySpan<int> targets) => model.TrainBatch(inputs, targets);

    public static T Backward(TModel model, ReadOnlySpan<T> inputs, ReadOnlySpan<int> targets)
    {
        model.Forward(inputs);
        return model.Backward(targets);
    }

    public static T Evaluate(TModel model, ReadOnlySpan<T> inputs, ReadOnlySpan<int> targets) => model.Evaluate(inputs, targets);
}
