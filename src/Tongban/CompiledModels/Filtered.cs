using Tongban.Shared.Data;

namespace Tongban.CompiledModels.Sqlite
{
    public partial class SqliteTongbanDbModel
    {
        partial void Customize() => CentreFilters.Put(this);
    }
}

namespace Tongban.CompiledModels.Postgres
{
    public partial class PostgresTongbanDbModel
    {
        partial void Customize() => CentreFilters.Put(this);
    }
}
