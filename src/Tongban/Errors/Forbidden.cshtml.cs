namespace Tongban.Errors;

public sealed class ForbiddenModel : ErrorPage
{
}
