namespace ModelGen;

/// <summary>What all recurrent layers have: they go over a sequence, shape (time, features), and hand a state from each time to the next.</summary>
/// <param name="units">The numbers of the state.</param>
public abstract class RecurrentLayerAttribute(int units) : LayerAttribute
{
    /// <summary>The numbers of the state, 1 or more.</summary>
    public int Units { get; } = units;

    /// <summary>
    /// Whether the layer gives its state at every time, (time, units), as another recurrent layer takes it; else the state after the last one, (units). Default
    /// <see langword="false"/>.
    /// </summary>
    public bool ReturnSequences { get; set; }

    /// <summary>
    /// Whether time runs backwards: the last time is read first, and the sequence that the layer gives begins with what it made of that, as in Keras. Default
    /// <see langword="false"/>.
    /// </summary>
    public bool GoBackwards { get; set; }

    /// <summary>
    /// Whether a second set of weights goes over the sequence backwards (PyTorch's <c>bidirectional</c>): the states of both at each time stand side by side,
    /// (time, 2 · units); without <see cref="ReturnSequences"/> the last state of either, (2 · units). Default <see langword="false"/>.
    /// </summary>
    public bool Bidirectional { get; set; }

    /// <summary>Whether biases are added, of the inputs and of the state. Default <see langword="true"/>.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>Whether the first state is learned, a parameter <c>initial_h_l0</c> (units), and of a long short-term memory <c>initial_c_l0</c>; else it is 0. Default <see langword="false"/>.</summary>
    public bool LearnInitialState { get; set; }

    /// <summary>How the weights of the inputs start. Default: uniform up to 1 / √units, as in PyTorch. Fan-in are the features, fan-out the gates times the units.</summary>
    public Initializer Init { get; set; } = Initializer.Default;

    /// <summary>The number that <see cref="Init"/> needs: the constant, the uniform limit, the standard deviation or the gain.</summary>
    public double InitValue { get; set; }

    /// <summary>How the weights of the state start. Default: uniform up to 1 / √units, as in PyTorch; Keras takes <see cref="Initializer.Orthogonal"/>.</summary>
    public Initializer RecurrentInit { get; set; } = Initializer.Default;

    /// <summary>The number that <see cref="RecurrentInit"/> needs.</summary>
    public double RecurrentInitValue { get; set; }

    /// <summary>How the biases start. Default: uniform up to 1 / √units, as in PyTorch.</summary>
    public Initializer BiasInit { get; set; } = Initializer.Default;

    /// <summary>The number that <see cref="BiasInit"/> needs: the constant, the uniform limit or the standard deviation.</summary>
    public double BiasInitValue { get; set; }

    /// <summary>
    /// The share of the input's features that training drops, 0 up to (but not) 1; the others are divided by 1 − that. What is dropped of an example is dropped at all of
    /// its times, and in both directions, as Keras's <c>dropout</c> does; PyTorch's <c>dropout</c> of stacked layers is a <see cref="DropoutAttribute"/> between them. Default 0.
    /// </summary>
    public double Dropout { get; set; }

    /// <summary>Whether training changes the layer's parameters; a frozen layer passes gradients on but has none itself. Default <see langword="true"/>.</summary>
    public bool Trainable { get; set; } = true;
}
