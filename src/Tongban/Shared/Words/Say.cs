using Tongban.Kernel;
namespace Tongban.Shared.Words;
public sealed class Say { public string this[string key, params object[] values] => key; public string Plainly(Refusal r) => r.Code; }
