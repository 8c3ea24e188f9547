import { a as SubscriptionRequest, i as OrderRequest, n as ControlOptions, o as createControl, r as FaultRequest, t as Control } from "./control.js";
export { Control, ControlOptions, FaultRequest, OrderRequest, SubscriptionRequest, createControl };
