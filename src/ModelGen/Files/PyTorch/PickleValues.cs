using System.Collections.Generic;
using System.Collections.Immutable;

namespace ModelGen.Files.PyTorch;

/// <summary>What may be called or named in a state dict: nothing else is known here, and nothing is ever run.</summary>
internal enum PickleGlobal
{
    OrderedDict,
    RebuildTensor,
    RebuildParameter,
    Storage,
}

/// <summary>A name in the pickle.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Type">Of a storage the type of its numbers, as safetensors calls it: F32.</param>
internal sealed record PickleName(PickleGlobal Kind, string Type = "");

/// <summary>A dictionary, in the order in which its entries came.</summary>
internal sealed class PickleDict
{
    public List<KeyValuePair<object?, object?>> Entries { get; } = [];
}

/// <summary>A run of numbers in a file of its own in the archive, of which tensors are views.</summary>
/// <param name="Type">The type of its numbers: F32.</param>
/// <param name="Key">The file's name, without the folder.</param>
/// <param name="Length">The numbers in it.</param>
internal sealed record PickleStorage(string Type, string Key, long Length);

/// <summary>A view of a storage.</summary>
/// <param name="Storage">The numbers.</param>
/// <param name="Offset">Where it begins among them.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Strides">How far apart neighbours are along each.</param>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, ImmutableArray<long> Shape, ImmutableArray<long> Strides)
{
    /// <summary>The numbers of the tensor; the shape has been checked.</summary>
    public long Count
    {
        get
        {
            long count = 1;
            foreach (long extent in Shape)
            {
                count *= extent;
            }

            return count;
        }
    }

    /// <summary>Whether its numbers lie one after another.</summary>
    public bool IsContiguous
    {
        get
        {
            long expected = 1;
            for (int d = Shape.Length - 1; d >= 0; d--)
            {
                if (Shape[d] != 1 && Strides[d] != expected)
                {
                    return false;
                }

                expected *= Shape[d];
            }

            return true;
        }
    }
}
