using System;

namespace ModelGen.Testing;

/// <summary>Counts what a call allocates on this thread.</summary>
internal static class AllocationCounter
{
    private const int Calls = 10;
    private const int Repetitions = 3;

    /// <exception cref="InvalidOperationException">It allocates after the first call, which may set up memory.</exception>
    public static void Check(string model, string what, Action call)
    {
        call();
        long bytes = Bytes(call);

        // A collection that somebody else causes meanwhile takes away what this thread had room in, and that counts as allocated: it does not happen each time.
        for (int again = 0; again < Repetitions && bytes != 0; again++)
        {
            bytes = Math.Min(bytes, Bytes(call));
        }

        if (bytes != 0)
        {
            throw new InvalidOperationException($"{model}: {what} allocates {bytes} bytes in {Calls} calls, expected 0.");
        }
    }

    private static long Bytes(Action call)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Calls; i++)
        {
            call();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
