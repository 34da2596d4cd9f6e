"use client";
import { Search } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { useShortcut } from "@/components/ui/use-shortcut";

const pauseMs = 200;

type SearchFieldProps = { label: string; value: string; onSearch: (text: string) => void };

/** The search, which `/` goes to and Esc empties. It is sent when the typing pauses. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const ref = useRef<HTMLInputElement>(null);
  const [text, setText] = useSentText(value, onSearch);
  useShortcut(
    "/",
    useCallback(() => ref.current?.focus(), []),
  );
  return (
    <div className="relative min-w-0 grow basis-full @lg:basis-48 @lg:max-w-72">
      <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-ink-soft" />
      <Input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && setText("")}
        className="h-8 px-8 text-sm [&::-webkit-search-cancel-button]:hidden"
      />
      <span aria-hidden className="absolute inset-y-0 right-2 hidden items-center text-ink-soft md:flex">
        <Kbd>/</Kbd>
      </span>
    </div>
  );
}

/** Text that runs ahead of the address; what comes from elsewhere (Back, a cleared filter) replaces it. */
function useSentText(value: string, send: (text: string) => void) {
  const [text, setText] = useState(value);
  const sentRef = useRef([value]);
  const sendRef = useRef(send);
  useEffect(() => {
    sendRef.current = send;
  });
  useEffect(() => {
    const at = sentRef.current.indexOf(value);
    if (at >= 0) sentRef.current.splice(0, at);
    else {
      sentRef.current = [value];
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text === sentRef.current.at(-1)) return;
    const timer = setTimeout(() => {
      sentRef.current.push(text);
      sendRef.current(text);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return [text, setText] as const;
}
