using System.Collections.Generic;
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>How large each method of an assembly is for the JIT compiler.</summary>
internal static class MethodSizes
{
    public static IEnumerable<(string Method, int InstructionBytes, int Locals)> Of(byte[] image)
    {
        using var file = new PEReader(ImmutableArray.Create(image));
        MetadataReader metadata = file.GetMetadataReader();
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            MethodDefinition method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress != 0)
            {
                MethodBodyBlock body = file.GetMethodBody(method.RelativeVirtualAddress);
                string type = metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name);
                yield return ($"{type}.{metadata.GetString(method.Name)}", body.GetILBytes()!.Length, Locals(metadata, body));
            }
        }
    }

    private static int Locals(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil)
        {
            return 0;
        }

        BlobReader signature = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }
}
