using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ModelGen.Files.PyTorch;

/// <summary>
/// Reads the pickle of a state dict: the opcodes that torch.save writes, and no others. A pickle is a program for a machine with a stack;
/// this one can build
/// dictionaries, lists, tuples, numbers, texts and views of storages, and cannot call anything.
/// </summary>
/// <remarks>
/// The opcodes are those of Python's <c>pickletools</c>, protocol 2. Memory grows with the bytes read, not with what they claim.
/// </remarks>
/// <param name="bytes">The pickle.</param>
/// <param name="source">What errors call the file.</param>
internal ref struct PickleMachine(ReadOnlySpan<byte> bytes, string source)
{
    private static readonly object Mark = new();

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly List<object?> _stack = [];
    private readonly Dictionary<uint, object?> _memo = [];
    private int _at;
    private int _opcode;

    /// <summary>What the pickle stands for.</summary>
    /// <exception cref="ModelFileException">It is cut off, or holds what no state dict does.</exception>
    public object? Run()
    {
        while (true)
        {
            _opcode = _at;
            byte code = Take(1)[0];
            if (code == (byte)'.')
            {
                return Pop();
            }

            Step(code);
        }
    }

    private void Step(byte code)
    {
        switch ((char)code)
        {
            case '\x80' when Take(1)[0] is 2: break;
            case '}': Push(new PickleDict()); break;
            case ']': Push(new List<object?>()); break;
            case ')': Push(Array.Empty<object?>()); break;
            case '(': Push(Mark); break;
            case 'N': Push(null); break;
            case '\x88': Push(true); break;
            case '\x89': Push(false); break;
            case 'K': Push((long)Take(1)[0]); break;
            case 'M': Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break;
            case 'J': Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4))); break;
            case '\x8a': Push(Long(Take(Take(1)[0]))); break;
            case 'G': Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
            case 'X': Push(Text(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))); break;
            case 'c': Push(Name(Line(), Line())); break;
            case 'q': _memo[Take(1)[0]] = Peek(); break;
            case 'r': _memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Peek(); break;
            case 'h': Push(Remembered(Take(1)[0])); break;
            case 'j': Push(Remembered(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))); break;
            case 't': Push(PopToMark()); break;
            case '\x85': Push(PopMany(1)); break;
            case '\x86': Push(PopMany(2)); break;
            case '\x87': Push(PopMany(3)); break;
            case 'a': Append([Pop()]); break;
            case 'e': Append(PopToMark()); break;
            case 's': SetItems(PopMany(2)); break;
            case 'u': SetItems(PopToMark()); break;
            case 'Q': Push(Storage(Pop())); break;
            case 'R': Call(); break;

            // What a state dict carries beside its tensors (_metadata) is of no use here.
            case 'b': Pop(); Expect<PickleDict>(Peek(), "a dictionary that is given attributes"); break;
            default: throw Fault("an opcode that torch.save writes for tensors", $"0x{code:x2}");
        }
    }

    private void Call()
    {
        object?[] arguments = Expect<object?[]>(Pop(), "a tuple of arguments");
        PickleName name = Expect<PickleName>(Pop(), "something to call");
        switch (name.Kind)
        {
            case PickleGlobal.OrderedDict when arguments is []:
                Push(new PickleDict());
                break;
            case PickleGlobal.RebuildTensor when arguments.Length <= 7
                && arguments is [PickleStorage storage, long offset, object?[] shape, object?[] strides, bool, PickleDict, ..]:
                Push(Tensor(storage, offset, shape, strides));
                break;
            case PickleGlobal.RebuildParameter when arguments is [PickleTensor tensor, bool, PickleDict]:
                Push(tensor);
                break;
            default:
                throw Fault($"the arguments of {name.Kind}", $"{arguments.Length} others");
        }
    }

    private readonly PickleTensor Tensor(PickleStorage storage, long offset, object?[] shape, object?[] strides)
    {
        bool areCounts = shape.All(e => e is long and >= 0) && strides.All(s => s is long and >= 0);
        if (!areCounts || shape.Length != strides.Length || shape.Length > 64 || offset < 0)
        {
            throw Fault("as many extents as strides, 0 or more each", $"{shape.Length} and {strides.Length}");
        }

        // The last number that it takes, and how many it has: no more than the storage, so that files cannot claim what they do not hold.
        Int128 last = offset, count = 1;
        for (int d = 0; d < shape.Length; d++)
        {
            count *= (long)shape[d]!;
            last += ((Int128)(long)shape[d]! - 1) * (long)strides[d]!;
            if (count > storage.Length || last > storage.Length + (Int128)long.MaxValue)
            {
                throw Fault($"at most the {storage.Length} numbers of storage {storage.Key} in a tensor", "more");
            }
        }

        return count == 0 || last < storage.Length
            ? new(storage, offset, [.. shape.Select(e => (long)e!)], [.. strides.Select(s => (long)s!)])
            : throw Fault($"a tensor within the {storage.Length} numbers of storage {storage.Key}", $"one that ends at {last}");
    }

    private readonly PickleStorage Storage(object? id)
        => id is object?[] and ["storage", PickleName { Kind: PickleGlobal.Storage } type, string key, string, long and >= 0 and var length]
            ? new(type.Type, key, length)
            : throw Fault("a storage", "something else that lies outside of the pickle");

    private readonly PickleName Name(string module, string name) => (module, name) switch
    {
        ("collections", "OrderedDict") => new(PickleGlobal.OrderedDict),
        ("torch._utils", "_rebuild_tensor_v2") => new(PickleGlobal.RebuildTensor),
        ("torch._utils", "_rebuild_parameter") => new(PickleGlobal.RebuildParameter),
        ("torch", "FloatStorage") => new(PickleGlobal.Storage, "F32"),
        ("torch", "DoubleStorage") => new(PickleGlobal.Storage, "F64"),
        ("torch", "HalfStorage") => new(PickleGlobal.Storage, "F16"),
        ("torch", "BFloat16Storage") => new(PickleGlobal.Storage, "BF16"),
        ("torch", "LongStorage") => new(PickleGlobal.Storage, "I64"),
        ("torch", "IntStorage") => new(PickleGlobal.Storage, "I32"),
        ("torch", "ShortStorage") => new(PickleGlobal.Storage, "I16"),
        ("torch", "CharStorage") => new(PickleGlobal.Storage, "I8"),
        ("torch", "ByteStorage") => new(PickleGlobal.Storage, "U8"),
        ("torch", "BoolStorage") => new(PickleGlobal.Storage, "BOOL"),
        _ => throw Fault(
            "tensors, numbers, texts, lists and dictionaries alone (torch.save(module.state_dict(), path))", $"{Shown(module)}.{Shown(name)}"),
    };

    private readonly void Append(ReadOnlySpan<object?> items) => Expect<List<object?>>(Peek(), "a list").AddRange(items);

    private readonly void SetItems(object?[] items)
    {
        PickleDict dict = Expect<PickleDict>(Peek(), "a dictionary");
        if (items.Length % 2 != 0)
        {
            throw Fault("keys with values", $"{items.Length} items");
        }

        for (int i = 0; i < items.Length; i += 2)
        {
            dict.Entries.Add(new(items[i], items[i + 1]));
        }
    }

    private readonly void Push(object? value) => _stack.Add(value);

    private readonly object? Peek() => _stack.Count > 0 && _stack[^1] != Mark ? _stack[^1] : throw Fault("a value on the stack", "none");

    private readonly object? Pop()
    {
        object? value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private readonly object?[] PopMany(int count)
    {
        object?[] values = new object?[count];
        for (int i = count - 1; i >= 0; i--)
        {
            values[i] = Pop();
        }

        return values;
    }

    private readonly object?[] PopToMark()
    {
        int mark = _stack.LastIndexOf(Mark);
        if (mark < 0)
        {
            throw Fault("a mark on the stack", "none");
        }

        object?[] values = [.. _stack.Skip(mark + 1)];
        _stack.RemoveRange(mark, _stack.Count - mark);
        return values;
    }

    private readonly object? Remembered(uint index)
        => _memo.TryGetValue(index, out object? value) ? value : throw Fault("a value that was remembered", $"number {index}");

    private readonly TValue Expect<TValue>(object? value, string what) => value is TValue fit ? fit : throw Fault(what, "something else");

    private ReadOnlySpan<byte> Take(int length)
    {
        if (_bytes.Length - _at < length)
        {
            throw Fault($"{length} more bytes", $"the end after {_bytes.Length - _at}");
        }

        ReadOnlySpan<byte> taken = _bytes.Slice(_at, length);
        _at += length;
        return taken;
    }

    private string Text(uint length) => Encoding.UTF8.GetString(Take((int)Math.Min(length, int.MaxValue)));

    private string Line()
    {
        int length = _bytes[_at..].IndexOf((byte)'\n');
        string line = Encoding.UTF8.GetString(Take(length < 0 ? int.MaxValue : length));
        _at++;
        return line;
    }

    /// <summary>Little-endian, two's complement.</summary>
    private readonly long Long(ReadOnlySpan<byte> number)
    {
        if (number.Length > 8)
        {
            throw Fault("a number of at most 64 bits", $"{number.Length} bytes");
        }

        long value = number.Length > 0 && (number[^1] & 0x80) != 0 ? -1 : 0;
        for (int i = number.Length - 1; i >= 0; i--)
        {
            value = (value << 8) | number[i];
        }

        return value;
    }

    private static string Shown(string name)
    {
        const int Longest = 60;
        string shown = new([.. name.Take(Longest).Select(c => char.IsControl(c) ? '?' : c)]);
        return name.Length > Longest ? shown + "…" : shown;
    }

    private readonly ModelFileException Fault(string expected, string found)
        => new(source, null, expected, $"{found} at byte {_opcode} of data.pkl");
}
