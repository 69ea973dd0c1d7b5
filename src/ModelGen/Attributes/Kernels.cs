namespace ModelGen;

/// <summary>The code that a model computes with.</summary>
public enum Kernels
{
    /// <summary>Vector code for every width, made for speed. The plain loops of the reference form stand beside it, to be read and to compare with.</summary>
    Fast,

    /// <summary>
    /// The plain loops of the reference form, and nothing else: little code, the same bits on every processor, in the debugger line by line, and many times slower. Threads
    /// do not share a step. Parameters and files are the same as with <see cref="Fast"/>, so that weights trained with one are loaded in the other.
    /// </summary>
    Reference,
}
