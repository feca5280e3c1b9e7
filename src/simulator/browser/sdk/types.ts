/** Which script of Klarna's this one imitates: build 2004 of the v1.10 line, or one of 2023 and before (build 734). */
export type SdkAge = 'current' | '2023';

export interface SdkSettings {
  age: SdkAge;
  paths: { widget: string; overlay: string; popup: string };
}
