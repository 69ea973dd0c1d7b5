using System;

namespace ModelGen.Testing;

/// <summary>Counts what a call allocates on this thread.</summary>
internal static class AllocationCounter
{
    private const int Calls = 10;

    /// <exception cref="InvalidOperationException">It allocates after the first call, which may set up memory.</exception>
    public static void Check(string model, string what, Action call)
    {
        call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Calls; i++)
        {
            call();
        }

        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        if (bytes != 0)
        {
            throw new InvalidOperationException($"{model}: {what} allocates {bytes} bytes in {Calls} calls, expected 0.");
        }
    }
}
