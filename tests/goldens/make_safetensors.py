"""A PyTorch golden's initial parameters as safetensors files, straight from the format's description.

Run:  python3 make_safetensors.py      (Python and nothing else; writes beside itself)
NAME.safetensors holds them as F64, NAME_bf16.safetensors as BF16 (the upper half of an F32, rounded to nearest even).
Names and layouts are PyTorch's: 0.weight for the first module of a Sequential, (out, in / groups, kh, kw) for a convolution.
"""
import json, os, struct
HERE = os.path.dirname(os.path.abspath(__file__))

def bf16(value):
    bits = struct.unpack('<I', struct.pack('<f', value))[0]
    return struct.pack('<H', (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16)

def write(path, params, dtype, encode):
    header, data = {}, b''
    for p in params:
        raw = b''.join(encode(v) for v in p['values'])
        header[p['name']] = {'dtype': dtype, 'shape': p['shape'], 'data_offsets': [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    with open(path, 'wb') as file:
        file.write(struct.pack('<Q', len(text)) + text + data)

params = json.load(open(os.path.join(HERE, 'conv2d_pad_stride.json')))['params']
write(os.path.join(HERE, 'conv2d_pad_stride.safetensors'), params, 'F64', lambda v: struct.pack('<d', v))
write(os.path.join(HERE, 'conv2d_pad_stride_bf16.safetensors'), params, 'BF16', bf16)
