using System;
using System.IO;
using System.Numerics;
using System.Text;

namespace ModelGen.Files;

/// <summary>The bytes of a resource: a header of 64 bytes, then the parameters as they lie in memory, little-endian.</summary>
internal static class FrozenResource
{
    public const int HeaderLength = 64;

    /// <summary>The header: what it is, the numbers' type and the hash of their layout, and blanks.</summary>
    public static byte[] Header<T>(string layoutHash) => Encoding.ASCII.GetBytes($"ModelGen {NumberTypes.Of<T>()} {layoutHash}".PadRight(HeaderLength));

    public static void Write<TSelf, T>(IModel<TSelf, T> model, Stream stream)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int ChunkLength = 4096;
        FiniteNumbers.Check<TSelf, T>(model.Parameters);
        stream.Write(Header<T>(TSelf.ParameterLayoutHash));
        int size = NumberTypes.Of<T>().Size();
        byte[] bytes = new byte[ChunkLength * size];
        for (int first = 0; first < TSelf.ParameterCount; first += ChunkLength)
        {
            ReadOnlySpan<T> chunk = model.Parameters.Slice(first, Math.Min(ChunkLength, TSelf.ParameterCount - first));
            NumberTypes.Encode(chunk, bytes);
            stream.Write(bytes, 0, chunk.Length * size);
        }
    }
}
