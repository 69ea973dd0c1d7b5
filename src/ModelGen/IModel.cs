using System;

namespace ModelGen;

/// <summary>A network that predicts. Implemented by every class marked with <see cref="ModelAttribute"/>.</summary>
/// <typeparam name="TSelf">The model's own type.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IModel<TSelf, T>
    where TSelf : IModel<TSelf, T>
    where T : unmanaged
{
    /// <summary>The model's name: that of its class.</summary>
    static abstract string ModelName { get; }

    /// <summary>The class as C# names it after <c>global::</c>.</summary>
    static abstract string TypeName { get; }

    /// <summary>The numbers in one input example.</summary>
    static abstract int InputLength { get; }

    /// <summary>The numbers in the output for one example.</summary>
    static abstract int OutputLength { get; }

    /// <summary>The numbers in all parameters together.</summary>
    static abstract int ParameterCount { get; }

    /// <summary>The largest number of examples in one training step.</summary>
    static abstract int MaxBatch { get; }

    /// <summary>The shape of one input example, outermost dimension first.</summary>
    static abstract ReadOnlySpan<int> InputShape { get; }

    /// <summary>The shape of the output for one example.</summary>
    static abstract ReadOnlySpan<int> OutputShape { get; }

    /// <summary>Name and shape of every input, and its place in an example.</summary>
    static abstract ReadOnlySpan<TensorInfo> InputInfos { get; }

    /// <summary>Name and shape of every output, and its place in what <see cref="Predict"/> gives for an example. The names are those of layers.</summary>
    static abstract ReadOnlySpan<TensorInfo> OutputInfos { get; }

    /// <summary>The inputs, then the layers in the order in which they run, with their settings. Made at the first use.</summary>
    static abstract ReadOnlySpan<LayerInfo> LayerInfos { get; }

    /// <summary>Name, shape and place of every parameter tensor.</summary>
    static abstract ReadOnlySpan<ParameterInfo> ParameterInfos { get; }

    /// <summary>Tells architectures apart: layers with names, settings and wiring, but not how the model is trained, nor its precision.</summary>
    static abstract string ArchitectureHash { get; }

    /// <summary>Tells apart in which order and layout parameters lie in memory.</summary>
    static abstract string ParameterLayoutHash { get; }

    /// <summary>The version of the generator that wrote the model's code.</summary>
    static abstract string GeneratorVersion { get; }

    /// <summary>A new model, its parameters drawn from <paramref name="seed"/>: the same bits for the same seed on every machine.</summary>
    static abstract TSelf Create(int seed);

    /// <summary>What the parameters were first drawn from.</summary>
    int Seed { get; }

    /// <summary>All parameters, in the order and layout of <see cref="ParameterInfos"/>.</summary>
    Span<T> Parameters { get; }

    /// <summary>Copies a parameter tensor in its canonical shape.</summary>
    /// <param name="name">The tensor's name, one of <see cref="ParameterInfos"/>.</param>
    /// <param name="values">As many numbers as the tensor has.</param>
    /// <exception cref="ArgumentException">No tensor has that name, or the length is not the tensor's.</exception>
    void GetParameter(string name, Span<T> values);

    /// <summary>Sets a parameter tensor from values in its canonical shape.</summary>
    /// <param name="name">The tensor's name, one of <see cref="ParameterInfos"/>.</param>
    /// <param name="values">As many numbers as the tensor has.</param>
    /// <exception cref="ArgumentException">No tensor has that name, or the length is not the tensor's.</exception>
    void SetParameter(string name, ReadOnlySpan<T> values);

    /// <summary>Runs one or more examples in inference mode. Reads the parameters only, so any number of threads may call it at once.</summary>
    /// <exception cref="ArgumentException">A length is not a positive multiple of the example's, the two lengths differ in examples, an index is none of its layer's, or the two have memory in common.</exception>
    void Predict(ReadOnlySpan<T> input, Span<T> output);
}
