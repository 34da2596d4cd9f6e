import type { Region } from "@/lib/core/account/policy";

/** Where a region is (seed 000). */
export const regionNames: Record<Region, string> = {
  in1: "India",
  sg1: "Singapore",
  us1: "United States",
  aps3: "Indonesia",
  mec1: "United Arab Emirates",
  eu1: "Europe",
};
