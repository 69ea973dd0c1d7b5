"""Small arrays as NumPy writes them.

Run:  /usr/bin/python3 make_numpy.py      (Debian: apt-get install python3-numpy; writes beside itself)
"""
import os
import numpy as np
os.chdir(os.path.dirname(os.path.abspath(__file__)))
np.save('f4.npy', (np.arange(24).reshape(2, 3, 4) / 8).astype('<f4'))
np.save('fortran.npy', np.asfortranarray(np.arange(6).reshape(2, 3).astype('>f8') / 4))
np.save('i8.npy', np.array([1, -2, 2**40]))
np.save('scalar.npy', np.float64(2.5))
np.savez_compressed('mixed.npz', x=np.arange(6).reshape(3, 2).astype('<i4'), y=np.array([0, 255, 7], dtype=np.uint8))
