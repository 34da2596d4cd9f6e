import { PageHead } from "@/components/shell/page-head";
import { Skeleton } from "@/components/ui/skeleton";

const lines = ["w-40", "w-56", "w-32", "w-48", "w-36", "w-52"];

/** A table's page while its rows are on their way. @param heading the page's: "Passcodes" */
export function TableLoading({ heading }: { heading: string }) {
  return (
    <>
      <PageHead heading={heading} />
      <div role="status" className="grid grid-cols-1 gap-3">
        <span className="sr-only">Loading the {heading.toLowerCase()}</span>
        <Skeleton className="h-8 w-full rounded-md sm:w-72" />
        <div className="ledger-head">
          {lines.map((width) => (
            <div key={width} className="flex h-10 items-center gap-8 border-b px-3">
              <Skeleton className={width} />
              <Skeleton className="w-20" />
            </div>
          ))}
        </div>
      </div>
    </>
  );
}
