import torch, collections, io
torch.manual_seed(1)
def flowers(dt=torch.float32):
    d=collections.OrderedDict()
    d['dense1.weight']=torch.arange(8*4,dtype=torch.float64).reshape(8,4).mul(0.125).sub(1.5).to(dt)
    d['dense1.bias']=torch.arange(8,dtype=torch.float64).mul(-0.25).to(dt)
    # transposed: strides (1, 3)
    d['dense2.weight']=torch.arange(24,dtype=torch.float64).reshape(8,3).mul(0.5).to(dt).t()
    big=torch.arange(12,dtype=torch.float64).to(dt)
    d['dense2.bias']=big[2:11:3]   # offset 2, stride 3 -> 2, 5, 8
    return d
torch.save(flowers(),'float32.pt'); torch.save(flowers(torch.float64),'float64.pt'); torch.save(flowers(torch.float16),'float16.pt'); torch.save(flowers(torch.bfloat16),'bfloat16.pt'); torch.save(flowers(torch.int64),'int64.pt')
torch.save({'epoch':3,'loss':0.5,'name':'run','model':flowers(),'done':True,'none':None,'list':[1,2],'optimizer':{'state':{0:{'step':torch.tensor(5)}}}},'nested.pt')
torch.save(flowers(),'legacy.pt',_use_new_zipfile_serialization=False)
class N(torch.nn.Module):
    def __init__(s):
        super().__init__(); s.dense1=torch.nn.Linear(4,8); s.dense2=torch.nn.Linear(8,3)
n=N(); n.load_state_dict(flowers())
torch.save(n.state_dict(),'module.pt')
torch.save(dict(n.named_parameters()),'parameters.pt')
torch.save(n,'whole.pt')
