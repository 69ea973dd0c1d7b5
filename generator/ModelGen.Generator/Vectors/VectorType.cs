using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Vectors;

/// <summary>A register's worth of numbers: a vector of 512, 256 or 128 bits, or one number.</summary>
/// <param name="Bits">512, 256, 128, or 0 for one number; -1 for a block, whose type is the method's type argument; -2 for a block of four results, another one.</param>
internal readonly record struct VectorType(int Bits, Precision Precision)
{
    public bool IsScalar => Bits == 0;

    /// <summary>Whether it is the block that a method is generic over.</summary>
    public bool IsBlock => Bits < 0;

    /// <summary>The block that a method is generic over.</summary>
    public static VectorType Block(Precision precision) => new(-1, precision);

    /// <summary>The block of four results that a method is generic over, too.</summary>
    public static VectorType Four(Precision precision) => new(-2, precision);

    /// <summary>How many numbers it holds.</summary>
    public int Lanes => IsScalar ? 1 : Bits / (Precision == Precision.Double ? 64 : 32);

    /// <summary>float or double.</summary>
    public string Element => Precision == Precision.Double ? "double" : "float";

    /// <summary>The static class of its operations: Vector512.</summary>
    public string Class => Bits switch
    {
        512 => "Vector512",
        256 => "Vector256",
        128 => "Vector128",
        -2 => "R",
        _ => "B",
    };

    /// <summary>Its type: Vector512&lt;float&gt;.</summary>
    public string Name => IsScalar ? Element : IsBlock ? Class : $"{Class}<{Element}>";
}
