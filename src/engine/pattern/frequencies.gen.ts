/**
 * How often bytes follow one another, and words occur, in 50 MB of text: Python (30 %), JavaScript and
 * TypeScript (20 %), JSON (20 %), documentation and configuration (15 %) and logs (15 %), as they stand in the
 * packages of a developer's machine: files picked by a hash of their names, at most 200 kB of each (3 MB of a log),
 * each kind weighted by its share. Counted once, in November 2026, by a script that does only that.
 */

/**
 * -4·log2 of the probability that a byte follows another, as a letter from "#" (certain) on, at most 80 steps; "~"
 * stands for the backslash. A row for each first byte, a letter for each second: 0x20 to 0x7e, line feed, all others.
 */
export const pairTable: readonly string[] = [
  "&K4CPNJ=?OBGe=DCBADHJJFLLOI`E;IMJGLGIJJJNGSQJJGKHUJDDMMKTUTBMFVGF;@;>>=EC:PJ@A?>?R=:9CCAKJL;F<[YO",
  ":5<IHKM;9DKUP7@A34sssssss~ITJ)QHLDLQAGUMLNRU~OHGQ~ILUTPPTs~?>@LFI<D;;:>EC8IHB><;=R6:5CDDMMNLMJJ<J",
  "8T9;<NULN<PO/HC=IFHNPQSTRQ,CIQ8VO<E>?ADEI@MGAAAHAQA>?FCJNTRMGBCJQ9B::?@E<:MO>7=;9R:75CAHGTPNUL[2C",
  "'KD0PTYHUZUUX=J.CBDI9L=MGLF~>OeT^MJMVKNeQMsePYHZWeZBMR_[HesFNSsDVCE;?<@LDAVHFDDF>S==?HGI6^WG~s_;O",
  ">s/WCJJ@=BRUFOB=H7AEGCJJGMVWISsNPRKOJGPMHQUXKPLHIsWHQWKYLs9ODLSKJCI>=HIOUDJREHFIJR(=7JHJNV[-DW~J_",
  "-V6@RAD;:GGRSG:QAF==MJIEIMTME9VKKAJKVGPJCIsZZBVJGZsCOFMFNACLGGKHK?FA6GEOVDFRJBKHBs5,LKSDAFD@-sY<6",
  "*AB1Os(C7VNS^TSNRKGMTsOT^VsZXETT^SPNOSXX_QVRPSUUZRPLTXUOSP^ZLRSPQAIHF@L?PFUN@MBIKIDA@MNNNPTQP^Z2s",
  "4NCFHDO;B1?I.>11C@FIMPQQQR8>>IKMJBEAGCFIIEKMFFEJDPFBCGMJJMMF9;L?E9<;>;;BA=HG??=C<L>89@DBBHJGKHS4B",
  "J@6SMPQ2;/CRY?DG98=AEEIJJLPMBY~@^CFBCFGIKCJKKFCGBQDA?JFGMPO;D^RBA9;7;59B;8HA<98:7J816@<B:HB=TsT;Y",
  "-RAcF^LC@0<J0L6Cbssmssssss00@HPB_adsbdidi^mmbdmgMmegRssesiaDF;TW@QUTZTR]bRmi][Y^biIMH^cg^ci>H>s+N",
  "*P?UAV`@;=+MEH92PE=DJJJRWU9VJJVHLBPEHEWZ~GR[QQNUK]EIAUV<~WYDDKcKM=C>@@BJHEN>EAAC?YH:AJJK=DILJTg1C",
  "(Q9Q6OP<>5R2C9H@;8>=ABCDCD<?G3ZGHKVOMGQSSLT`PKH]LWSHPOVWZWUE<AsQEC>>7CGAA?FPGFCCGRCBAKMLIMNNBPN<T",
  "(O=WXVsIQ?MabEPG?@@BDEFHGH`_KlpaZR[WXV[~SY[_]PZUZ~~VXXX[~_`NLZeQLJNINFMOQIRXNMFKNYGIBOQUSPQLpUp'C",
  "4^HUUSWJMMNIP0KQ35:9ADFFB:WTTJ8UMJLI>JGQS8US@KOBMYLKGEN7S^>EC@ZIV:93:;6;@:EA:5?:8M97:<@?<M<VUb[CJ",
  "6bBFKYfHPMJOOR19808>;@:68AQaAi~ZTGKHIHMNKGTRMKILGTLEFQPRSYASINh9Q6B6<<=<<<?G98?;0N989CBB>OMQY^b3B",
  ":`HGNUaLKM=~PT36JI?3EQPRPQVUTNATNCMBCHIIN?HM:@IL?UDCBMGGU`_KLPM=T8975=?>C6JL1>;G1Q37183EATMYZd~=f",
  "6U<VXEP?P7KG2816.32794:7:77?CQVRdINPKJKPPW]YVXU]ZYZ]TLW~X~ORA8XKJAABCADUUMQRWUUPSb`UZ_^V6]W`SGW8O",
  "4[=`WLRAH6JG37280112753838:DIRLTXQLUOIR]`X[YY]XP~~XOOWU_Z`VPG;`CJEDFBADX^MV~UWX_R]~Q~ZV^YVW`UFR<I",
  "6b<Y]JW@@8?H3>0=07643427777CEQGXVDMNLJMW]R[RRVSWTVUTQXP]ZZSEG<V?JDDCEBDHOCQXWONTL~VO<CYW3]TjT?V=L",
  "7]<`bKYBL;FM6?(36647688887:MJSDW^ML?HGNZVTYQMUVNSYOTONX[g~TSF>]FMCDCD@EZWLPUWU~[Z^RQTYT[KgXjTDT>N",
  "/`<ZaIXBG:GL573E56660456369JFM@~YIMLJFOWPQ^[OXNWQXYTQU]^Y~S^E=^ELCCC??C@ZEP]TODeS_]TRKSS2YWsSAY=M",
  "1b?[bDWAN:IL4?241555632565:GGVKZ^NONQGNXPYd]VZYUYXTWNR_XXWRNE<^JL:?C7>BILHN]XS@UU]YOU[SVX~IsSEX;L",
  "7s?[`IWCM=MR74214777.77587<JHRS[]HOMPIOY]Ua]ScU~V~ZWOW_cW]TXG>c9K<DBE>B8W4SWZGZYS[TPP_YY6[XsTDZ=O",
  "6aAg~G^CO=LQ6A..5653656645:LGXUZ^KOMJEM^~~]dU[ZW_WYWRTd]aVW_F=aHJ:BCB>A8T6R`TEWYZ]cWY~XUVY~sTDW<O",
  "5g>sdIUAJ:NM5>0.5676663765:KFSVSYDHIOHRaXR[_OVUXT[ZQOYQ_R_QGF=^FK>ABC>C7U9S]ZXObN_[QSZdT3^VdSDY=P",
  "4Z@Y]GVAQ=OH5:5C134455454/8LFWSYWIMKNDPWYVZ~V^VTUTXQLVU[YZR]@5f<I<AAA=ASVFOWSPUVSWWSOQSSGPRsRHb=N",
  "%MF_LQaEGOP~XMM9<:=>??LMMK8WCPb[YHMIJELLYGZHLMMPKUHDNSNQZc^CDF]RA?KDJGFPOGYOLHINDYFEGGLPSVbKUgb/I",
  "2NF~OsHFNC^KVTZHfTQTRPQTT~VJASXSTLGQNPN~VY_fs^[IX~^VMTY~U_~UGUbWOIECKD@SS>V[DIDMKX>ACMDTSP~UZMs$J",
  ";CIsXR_NS[ib^OW(<PPVXZ[bXZ]bD>NOYDLHFLMXJLZNLLJLGYHK=NOUh[[WX]_WY1827FKR;@WG4HGM6X?15@EXTX>GWsbMP",
  "(J-hNOS=EUXJNLNL;>BKJMRROO^`Q,7RWOPKPNBZUPXRRO?QUTSL@UXVUXWCKO[KDFB@HBDOEAUPIHBHITCAAJJOONVGR_WAa",
  ",W>CKR?<:>SP:>>DIFHIOPSXMV?<+?1UY@D@CDFLFDUVJFGJETDB?HGFGTTKHAfH@FF<FCEMJC]NFLEEESC@@LDL=V~FUJ^.D",
  "*:=O=QK;8:OPKB1EFJLRYY]YTY+P?<C4JOMTMOTSTQNUOQON<TUQWQSMTWV<<GMP@ECFFBEQM<SPLNBGIDEAAEGRBRPJ=UU7Q",
  "BO?FDNO?EQOTJ=HF??FEHQP<KOINLJRP?NsWWQM[sWW[sXSUWSPOsUUsSTWF?:M4L:7658BB?6?H4<;?*U037;ABLWCJWsNIO",
  "6cF^][`EFHW]D7EVGHDHKLLNLPGVVPS]h996:<A>J;BC588O7=595>B5BDIRJP^BSH?68QB:ECNA6?7H9R067:BABINsXVhAQ",
  ";_@sR~_ACEWO5GDHDFFFHGGIFIDRQNLUs5;8B9CFG7CI7EE9DA=<F1LNSB;DCBVBR1HJN5KDF5JH8GK1KI8HM0KIN7KsQRs5T",
  "9`DZ`sdE7GVFIHBLE@=HKNGMJNG>PMYYh7F=B9DJ<>P><?J7BA?@9;INMFTJFRYBL3VRQ>OM5AQP5JT(H_7GE<VJIDRsXShJT",
  "6^9sefeA?BRX>CCMGEEJKHIG?LCMKMNYZ79>:1<FB6MH<B99=A=>BALNKCRICEQ7H2GMH+TKH1OOMVF4TsBIQ=KJ~CTsMT_?V",
  "7]<s~~dCEAQN@>BLBEAMJNKMJKCLHGPX[9887<<@HDQD==6D?A266IBF:CUOGGh6H?KGBOEFMHVM;=3P;10DKI9Q1XX~QOs<Q",
  ";ZC_ZX]CDDY~EBFN?EFEGIIFBFIROJVI~9??A:8HK6LN<H<1IK??=?MNKKXQD@c?T0UPM:TQG-RQ6U=/SF5HN3URLQPsNVdBP",
  "4a<sVZ]?E@OT@I>MNFHOLLNXJJ?MTKFas=A>D5FF97OK=A8ACF99@>EFNFNKP3]8K6GKL/VEH/VN7NH=PW/HF7PJJGM~PPaBN",
  "4_>sT_s?ACWS?JBGHEC@JSUNMLCNF?ZXs2EC@1JID7KDEAM4BG;C2AIPGCHSOIs8I.RHM/NML5PJHEQ2KPKH=;SHRAKsUMs@P",
  "<d<shdbHHEF[IQ77SPNAUVVZ_`PZFPQYs8B89@A9PCNO9=/9;B?:5K@WAUC_dThCXIXA0U7@NNVTR8,E@bN82ZVUYV]h~UsFV",
  "BsDsYYs==JPSIDDGDMGPQJPSHJSUsOPSs48AE9CCJ<G@FDI>?@D+>@G<JMJYQNRHS-LFJ=DJH>@FGCH1DBB3G5KC>=9NYSsDJ",
  "4W=sYs]??;UL@F>ODEHENJVVKVCIEJHTs:K>C3IBJ8NCC7=J>BD<KDMFLMNG>As8D9SMR(PK>3]LO9A@QRCDIBYHVGUsKLs9M",
  "5^9sYffBDBTNA@@:UOPFRTXT[XGQGGLX`5HE:1EIP5WS6GN9ECC=9?JMWDRORN_<L5~TQ-UU[+YWNXU3Y~THOIQL^QZ~TFs>J",
  "<_Bs```DJEPXGHFLJKHNLWMOSR>SJJQ~s3?D?4CNJ9UP8>G<6HG:CCELPMQRUL_>P,LNO0OGR0POPPR-SPI@I9ROP<JsVPsFW",
  "6_>fQZ`CA@UZAJANPCFMOOSVQTGJJJTZb8G<5935M9RBEKA6DPK85=BRPEQZSEb;K.ZWS4SBSDWSOUR+T]NEN6RPQNVKREs=L",
  "=_DsZaaE@Ja~GGJUTPE:Q__]R]FURMT]eBA;9D<?O=L@:91@:P3898B;BKUX_3s<SO1DMN6LLMVLHH3Q.]5J@9==MVWsX^sDD",
  "<sCs`f`FFGXbGNGGJNLNOSO]U[NUDRX`f9K?D7MKD4^D;JH9?P:?><NPX?WTYRZ?Q.YU=7YVE<~M9XU3QW+K@8DUR1XUUQsAW",
  "@sAs[[[D7;H[:N=[<ECHJLLEFLKQHGQRs1;:F3:CE==D6:;ME09<=2BJF<=DsKW>K@D?A?>;CDSEGKCCFPH=9.JAIKJVJPsAR",
  "5]@ssbaD?AR]AFDEMJJLMOOOQSHOJKK_s6F=>1A@M7QA9@86BH;::?AHR>UaWG_9K3YSL*NIN@VSPTN5RNLMN3TGTOZsQMf@S",
  "7d?hds_E7ENKCG??NKL>UTSPRR6RGDRWb=I?@8GJ>8PF;<B:@CI96>GLCDQNPFh;H=[5S/UP:4~DCF@68ILI.6JGQ5[]VNsAE",
  "8d?s_adBDCXW@KCPIDFONQOVQYGLJKA]h8M?D3>Q85WO?CJ<>R9:7COFJ;PIRJs7L3]EY2YZ/7~GJPV2Z`1ENASJX1]`TSh?M",
  ";sEss]sFCF^AFSIYFJKRRJ[[ROPMTQGaa<::68@2H5OL594B9O244AHOGKMQLK]KYLIIILRFN<YIKL.M3^61?JRUOQVsTasES",
  "AsGsR~sDEL~sEVFWEC@GEJHS=JMRQSI__8DAM1FFK9JTICGE;JGA?EFHNOR[_R_DT)RON/KMK/RLILO55SMIMGRRQINYU[s?U",
  "?bCsRZaDJJYUFOLURMOFOIQ[TPPVULPV^5N1FACIA5OOCO>?ILD/FOMEGPTYTTY>K2WWN/XU41~W8C06SZ75KJSTKT^sSMsHL",
  "0R:sWVZ9==HT==<F?5?HI8ENDI=NJGVZN4G:@9=I?9DSD3??4I>22FHK2>JOM@Z4DHLCEGMMGGNOCCGAAQJC;JVMVELsEKs9L",
  "3T4sKTP:>=LZ:>>NKFAEJTMVOQ@AADNRV3C4B5HG?@KK?99@0B;85EI:E:?YLAZ1B:QIM<L?L<HRJGH3TQHKHEZFOEIsGNs:J",
  "?~8sMV~=87REE?CP0J8FKRNNLTN~NNXNs@CFK8BHD<KKGIL=HDNFMIOBBH3IG:X7L5OFP6NBG7ITBHG)GOKDILQJOFIsS<sAN",
  "BJ5<KQ[7>~MHA;DN262@BGCFGJ?^IS^ST?JC=BFNJ5RIIGDGGGHADMO>PTG8;2?D96CB<@CJI:H=BC?A=RA:4GGMFN?G]sT.G",
  "FR4VDMW=CDAFH89=>FDEVssX~XOSPYPFKMKPQPsI_Xs[_[GYMcS>ZJ]PssN6.BM@DF>H8JAHTF^TCE-K:U:9=/L:0^MDHFY6>",
  "-Q@cKWUB51;8,P9H^c_]sccgcg;7IC<Daca]cascscsZ_a]saaa~]gscgcg.D:NQFYRVY[~]cYc`gY~[Q]aQXd`Xash9AB_.F",
  ";Q<:>sI?0HERHB;<=98>??ABDD7OHAMODIRIMOsYUUUNRPKQUXsMLRKYUYR,4F2DI2DFBGILCFQFICAJHsH>IIEL>QM8CK0:J",
  "=_@c~VbC=CAVCK>IF?C@IP=QLQJXQOcW~AA=@@BHFBMLDBAC>QB>@FFHLXTRKIm1M6:3777<<4B;974:3F723<<=DMDMVS~FW",
  "-NCK<OF>F7LH5@6FEDFHGIFHHH>;BPTGJ@B>DCDIJBPJGDBDBMBA@BFHMSPG@6O=-;?:;=<AB>>E@=<@<U<:;AADDSIGJFB5B",
  "7bF_ca]GIGSYFA?DLKLOPPPPPQHTUO?VbT[OVVV[^Xl_RYPWQ[VJO~Q[eeaOSHbDRJ855KC8P7R@/31V9R/1.<?@<;HeXTsEV",
  ":`@a~~Z<F@NTCB3.GA>FHHHHHGEMRLJUZNTMQQTS]NgUTVFWPUWIKUZTWebJOPdCM2B<=0FDP22M1AB4?Q8:B2NP?8EYPWsEU",
  "7dDb[lYDDEMTDF?EKFFHIEBCDHDQNIXZ]MSLOMOWXI_OORPPN~OMIUUZ~hdRQRn@P2F;D0GN17J42CK,BP6=/8PJN?[TUTsEZ",
  "/R7XX_XA;>OL=>6BLIIJJKCLMN?DI@>O]FJDHDEPOFZQH@JDFVJDENLJXbSKMHa8I59H6*DCL1KP;HA6EP>:?8KQI@TOPKm>M",
  "1Z4b[aYC;>PR;@:CSOKOSROSTU>GHE?PZGJFJCIQPETSLJHGFWJEFNMP~e^JQKa=J8C55?6?MFGN591E:?/04J@A7>R[ULs>N",
  "-a7e_hZA<:S[;A1NGHFIJJIKFJFPI9~X`M[RPVV[bU~[SUVSDYXQT^ZZl^`MKKgCO3JDD67KV-]U9JB0F[6=<4IFV@`bUTsBK",
  ".~4dW_SA<?ST>?7>OIJQJHESY`ADBBAMXBHDJFGLQCROJHJFDSJFIGNP`X[HRJ`;M;H@=+N<:4_U<@6>Ia5466JMUGNkSLo@O",
  "2[5f~bSE;@UQ?E;LLJIGGSXda]CFNEHO^GOGONLUQL~UOLMLKOOIJTNR~SZBUNa@K0LMI+VSV0]O:CK.HX5C3;YQYEW[VNsBP",
  "CgLh`k_OLIWRJJ@L]YWSTcfRRjRW~P>^cLEWZV_VkW_Z[[~O[bZKZN`chbmX_LcIZ;477668YMVH36+/;I:11J<]@Z<o_WsP^",
  ":s?sUZ`CD:OJ=F=SODCKRTWZXWDIXKVQUMVMSTSZXUT~RST^VSXWMXXWYHXI~D^DP:PDF(TSN=R>GMG4@UI)J8GGSM[sQFsFU",
  "1U:SRh^@9<LQ<>9AQJGRWRUWRR??ECNHW@FBEBEKK?OOFFBGDOD@@MJJNRWGTDY9E6AFA)B;J1IP<D<@AKC4F>L;KHShUJs=O",
  "5[=E`fYE:CVQAD=?~RQXY[]b]^FKIJFT~MSHKKLRUJaWMNMJ>~MHHVNVW_`MWPi?O/DI8.4IP-?G2LK3@~A564DLW9VeVSsDS",
  "2];p]bYF@CSYDD==_LLNJ@>ABWENKCLT^JMHLMNQXMPVOPPTK[KJIVNQfiaMXQc@O.7J?,QKR3LL77D4.KK6D:PWXBSVXQsEQ",
  "1W8`X]Y@<CSSA=;=ULD9]bf_]eBGGE>RYKPGKIKRREWRCNKHI~LFHQQSbc_LMM]?K5N433:0J6OB@G?5>VM0097SPCWZTLsAP",
  "6`Ijha[JJKY]JBDI_YSHaeb^QiNTSM^~_QNNOMWa[TSbQQYXR_UKPU[Xfj^RXWlEW@:72F9>Q>G<73+54V.735?:ELJdX[sDV",
  ":`?]Sa`F?FUZFG=BWKJQSSTYOWDNOK>W]LSMPOL[WI]XRRMOM^PKORRZ~e^QWRd@Q/QC>-EI>5_F5EI19S1:36GOP.cKZSsE[",
  ";VC~bsV>9@QU@H7RVJLPQPTT[sESbJVLsOVIORTXUBXTLKINFLMLNOb[TXZGPOs=QARLKLLMML^U7KBNDN8?D%OJLQXsUOsH_",
  "4Z<hZbXB<@SX?F<=]QRTTFCGHdAHIEDRZLRGLHNQWJcZNNKMIYMJJWMUclgNNCc>L2F;=-C4S2[?A:50DL732:AI[:cfUMmCP",
  "1~5QS[XC<=MN<>54UHJKTP_USZ<GF;OK~JNILKMUXK]RMMKMK~LILUQO]b]BNJf=J=Q;L.GF;3^B>GF97H>2-8MFO=]`ROs<N",
  "2[:b[eWD;?QT??:6VLKJPYTfPcAJHFHQ_GMDH@HLNCYSKJIKGWEECNLQ[baIPKa7L3L>@.GO/0^H@?O5=`3998QEI5OYTMn@P",
  "@cLpbf~JPNW^MLEREIFQXYYV~_W[VR[ci~mTB]Tfd^bh_`f][d^^_X`b]`_P^XjM[66:80=<S5WP03/E6e/1/MRX@YQ~_]sOT",
  ":^Gk^e~IHBX`E>?-E?BPFQEQFSGNPJ>W[OYTOTZ^~Yh`~YVRW[VWP]aceg]IVOa=N-MFR(MHU1]WNFK8EdMHJKQQYS^[NU`KQ",
  "1X@]SWYA=BNGC@;JLORFQUZ^WVFNJGPR]FGHJCIQLGNRHHJMGRHBHOLI[VRKDKa<P/HI>2MH1,ZNAL61JT33FOP<MMQXPVsCO",
  "6Y>OVU[@>8@M<9:C6<@@JEJI:IAGHBQOWFIGHDHUR>OF8PMHHRAFDPPLWX_LODU:I8I6G5CYL7aT-<PI/SI6/NOUCASVRJsC[",
  "/V5[Q^T4;>MP<?8ERNKO]`_aYe;HABDOUCFDFDDENAUNHHGA?SHBCLIQVWLHPFc<IDGBH0MCN?_V;;8=-XG7/PL>UIKRTKn=M",
  "<~?s^X_>K<CM@C.H8ADRPSRbSVGYODZYR5JFHTMXWPUFTJSKQOFLTYXIWIMSF<OCJ6LLF(DOG0~M?B>3HRGFIFHKP=:VSOcCS",
  "3N;cPTsBI[ReVNL[B<DIEWIXIYSsJss~BGKKNOJVWTRUHQGLO~QLQ[VVaiHTE[dIUCF@FABIG>MHCFAGDV?>@GAOMUWNV8s%A",
  "'E?NJOQ><ENEED@KGBELTTTsZ~@ZI@KRRMIINLKNUJVPPMILKNMIJMOMKOM<8NEJJ:@ACBDIGCMKFE@HCRB=BFGIGMKJ-NM74",
  "3Y>Y?~`AC3TV(DCI~b`dsssies>7FIJQN`]^_ebbdeidhibTseia__sshsaI@EOF=OQLTKCV]Li]UUWX]eITP~LV^]sGG?X*B",
  "HM>FPZsEERLNVL@>JELMTRVZRVRV[HOKTPRQssVssZssRLVPssZsZVsVPTTPGE=HOVsL<IZFOLOV[<RTGsLGIJVZKRsTOT$1L",
  "%~KB~TZSPPAMsEI;SSTUYZ_YV]Pn:RGsQLQ9QFKSSL[~HQPLJbJFCKVOTVd@bK_LIEK=DC@HRC`]MNQNKeMIEOLNYY`IS>f24",
  "7Y9OSiQCCLDVTGKCKJKNQSSUXSG^KsfiZKLLKIOQSLRXKNINMXMIHPQPRJZ@TJmHNBD:EABDJ;SP?EEDDU;?<JDDNLUPN9_5%",
];

/** The same for the bytes themselves. */
export const byteTable =
  "-Q8GMSN@??FL<?9;??AADECEDF=GD@BOQDJDGDIKNDSPFIFGFRGDDKMKRRPEJET?H6>::3<==6HD8<66:J664;ADA>JDLDR8@";

/** Words (runs of letters, cut at a change of case), and how often they occur per MB: in lower case, capitalised, in upper case. */
export const wordTable = `
abc:33,0,7 abcd:5,0,1 abcdef:6 abort:11,7 about:19,2 above:10,1,2 abs:8,1 absolute:9,3 abstract:4,4 accelerated:0,15 accept:6,2 accepts:5
access:16,22,2 account:12,13,1 acl:1,4,2 acos:7 acosh:6 acqaja:0,0,6 acquire:6 action:16,27,1 actions:6,6 active:12,5,3 actual:13,3 acute:0,0,6
add:171,22,1 added:24,16 adding:4,3 additional:192,6 addon:5,1 addons:5 address:13,15,1 addresses:2,3 adds:3,2 adj:7 after:45,11,1 again:6 against:6
age:5,3 agent:7,9 aggregate:4,1 aggregation:0,6 algorithm:8,4 alias:11,13,1 aliases:6,1 align:20,1 alignment:8,1 alive:3,2 all:107,28,5 allocate:25,1
allocated:27,1 allocator:26 allow:32,15,3 allowed:11,6,1 allows:7,1 alpha:53,1 already:15 also:29,11 alt:8,4 always:15,2,1 amazon:14,14,1 amazonaws:6
amd:58 amount:4,1 analysis:2,3 anchor:5,2 and:423,12,11 angle:4,2,1 annotation:3,9,1 another:13,1 ans:9 any:86,22,5 anything:6 apache:2,5 api:61,15,30
app:10,11 appear:5 append:54,1,1 application:18,10 applications:6,1 applied:6 apply:15,8 arb:7,3 arbitrary:14,16 arch:6 archive:9,1,1 are:137,1
arg:38,11,1 args:133,10,1 argument:62,10,1 arguments:36,8,1 argv:9 aria:24 arn:56,117,7 around:7,1 arr:9,2 array:170,109,1 arrays:6,1 arrow:5,4,1
ascii:14,1,5 asdf:5 asin:6 asinh:6 asn:8,2,5 assert:509,3 assertion:3,15 assign:10,4 assignment:4,7 associated:8,1 association:2,8 ast:25,1,4
async:61,24,1 asyncio:35,1 atan:7 atanh:6 attach:4,2 attached:4,1 attachment:2,4 attempt:7,1 attempts:2,6 attr:35,7,1 attribute:25,30 attributes:21,8
attrs:11 aurora:4,2 auth:10,8,1 authentication:2,4 author:5,1,1 authorization:3,4 authorizer:6,3 auto:16,12,1 automatically:6 availability:1,8
available:22,4 avoid:9,1 await:42,3 aws:107,4,121 axis:8,13 babel:14,1 back:12,1 backend:21,2 background:9,4 backup:4,5 bad:17,6,1 balancer:2,3
bar:27,4,2 base:60,33,2 based:12,3 basic:11,11 basis:4,0,2 batch:50,4 baz:9 bdist:6 because:18,2 been:31 before:44,5,1 begin:6,1,1 behavior:11,4
being:12 below:8,1 benchmark:4,1 best:5 beta:5,1 better:5 between:17 bgcolor:9 bias:7,2 big:8,13,1 bigint:5 bin:289,3,1 binary:13,6,1 binascii:5
bind:8,1,1 binding:13,10 bindings:4,1 bit:13,1,1 bits:7,2 blank:4,1 blob:5,2 block:30,16,3 blocks:4,1 blue:5,2,2 body:40,11,2 bold:7,0,1 bool:26,4
boolean:78,15 bootstrap:5,1 border:19,4 bot:1,4 both:18,1 bottom:5,1 bound:9,1 boundary:6,2,2 bounds:3,5 box:14,37,8 bpo:6 brace:4,1 bracket:3,1,2
branch:8,1 break:41,3,1 breakpoint:5,3 broken:5,2 browser:13,3 bsd:0,0,5 bucket:11,24 buf:16,3,1 buffer:49,50,2 buffers:6 bug:8,2 bugs:5 build:166,6,21
builder:4,6 building:11,1 built:14,1 builtin:8,3,4 bundle:5,4,1 but:55,4,1 button:26,3 bygroups:5 byte:19,4 bytearray:6 bytes:45,15,1 cache:70,31,1
cached:13,3 call:80,15 callable:6,4 callback:45,8 callbackfn:6 callbacks:6,1 called:35,3 caller:4,2 calling:7,1 calls:16,3 can:110,5 cancel:10,3,1
cancelled:4,2,1 cannot:16,4 capability:2,5 capacity:3,13 capital:0,0,25 case:127,33 cases:11,1 cast:13,0,1 catalog:2,5 catch:25,2 category:3,9,1
cause:10,1 cell:4,2 cellpadding:7 cellspacing:7 center:15,1 cert:7,2,2 certificate:12,17,1 cflags:6,0,1 chain:6,4 change:18,8 changed:10,2
changelog:3,0,2 changes:16,6 changing:11 channel:24,9 char:31,14,2 character:17,9,1 characters:14,1 chars:9,3 charset:12,1 chart:0,16 check:93,24,3
checked:5,2 checking:91,0,1 checks:8,3 child:46,9 children:18,2 chunk:18,2 chunks:5,1 cidr:1,6 cipher:6,2,1 circular:10 cjkencodings:8 cjs:11
class:664,47,8 classes:7,1 classic:1,4 classmethod:7 clause:8,4 clean:7,2 cleanup:7,7 clear:22,2 cli:18,1,3 client:28,14,1 clone:10,2 close:39,8,1
closed:10,2,1 closing:4,3,1 cloud:16,12 cloudformation:24 cls:33,1 cluster:12,22 cmake:6,0,6 cmd:21,1,2 cmp:3,1,2 code:561,52,2 codec:13,6 codecs:16
codes:3,7 coeff:8 col:12,1 collect:7,1 collection:5,4 collections:7 color:18,26,1 colors:4,3 column:18,18,1 columns:3,2 com:169 combining:1,4
comma:5,3,1 command:81,13,1 commands:17,1 comment:59,14 comments:23,3 commit:62,3 common:18,7,1 comp:5,4 compare:42,4 comparison:6,4 compat:4,1,1
compatibility:6,1,1 compatible:6,1 compile:24,4,1 compiled:6,1 compiler:12,4,1 compiling:1,496 complete:7,3,1 completed:3,2,1 completion:5,3
complex:10,1 component:11,11 components:12,1 compress:4,3 compressed:5 compression:6,2 computation:1,4 compute:9,24 computed:5,2 computeroutput:24
concat:4,1 concurrency:3,2 concurrent:7,1 condition:11,6 conditional:2,11 conditions:5,2,2 conf:3,2 config:86,92,5 configs:3,2 configuration:22,104
configurations:2,4 configure:15,2 conn:4,2,1 connect:11,9,1 connection:19,15,1 connections:5,2 connector:0,5 cons:125 console:36,8 const:397,1
constant:10,8 constants:7,1 constraint:4,1 constraints:12,15 construct:3,2 constructor:26,7 contain:8,1 container:7,9 containing:11 contains:19,2
content:35,34,2 contents:9,4 context:77,55,1 continue:31,3 control:13,29,4 controller:2,4 controls:3,2 conversion:5,2 convert:14,4,1 cookie:6,3
copy:50,8,1 copying:10,1 copyright:3,7,1 core:51,6,19 corepack:4,2 correct:6,1 correctly:6 corresponding:6 cos:26 could:9,2 count:48,20,1 counter:4,1
cover:4,1 coverage:7,3 cpp:4,1 cpu:7,3,3 cpython:30 create:124,39,3 created:17,10 creates:6,3 creating:8,19,1 creation:4,6,1 credentials:3,4 cross:2,3
crt:3,0,2 crypto:19,3,1 css:15,2,4 cst:9,0,1 csv:8,1,1 ctrl:1,3,7 ctx:26,1,2 ctxt:5,4 ctypes:45 cuda:35,0,26 cur:7 current:58,4,2 currently:7,1
curses:7 cursor:16,3,1 custom:19,24,1 customer:2,3 cwd:17,1 cxt:7,3 cycle:6,1 cyrillic:1,1,3 darwin:6 data:279,87,5 database:15,7 date:24,32,1
datetime:12 day:7,2 days:3,3,1 dbm:5 deb:41 debian:10 debug:18,6,32 debugger:7,11 dec:20,4,1 decimal:34,51 decimaltestdata:35 decl:4,1
declaration:28,19 declare:26,1 decode:19,4 decoder:5,8,1 decorator:4,2 dedent:6 deep:8,4 def:469,3,1 default:149,52,9 defaults:11,7,1 define:25,4
defined:19,2 definition:12,17 definitions:349,3 defs:5,1 del:14 delay:7,4 delete:29,13,3 deleted:5,1,1 delimiter:4,1 delta:8,2 deny:1,4 dep:7,1
dependencies:12,8 dependency:7,8 depends:4,0,1 deployment:2,5,1 deprecated:15,4,1 deprecation:4,4 deps:11,2 depth:15,8 derivative:3,5 desc:8,1
describe:13,20 description:52,30,1 descriptor:6,10 deserialize:84 dest:11,1 destination:4,12 destroy:6,1 details:21,17 detect:5,1 determine:4,1
dev:20,2 developer:23,5 development:4,1 device:8,8,2 dfsg:6 diagnostics:10,1 diagram:3,3 dialog:7,5 dict:48,12,1 dictionary:9,6 did:8,1 diff:30,7,2
difference:5 different:15 diffs:5 digest:36,2 digit:3,1,14 digits:5,1 dim:6 dimension:2,11 dims:5 dir:59,10,3 direct:3,2 direction:5,2 directive:4,2
directly:7 directories:6,2,1 directory:51,7,2 dirname:9 dirs:5,4,1 disable:12,3,1 disabled:6,2,4 disk:3,2 dispatch:7,2,1 display:19,17 dispose:3,2
dist:27,0,1 distribution:12,9 distro:5 distutils:55,2 div:105,1,5 division:3,6 dmp:8,0,2 dndebug:0,0,31 dns:4,4,4 doc:33,17 docs:53,1 doctest:20
document:13,14 documentation:14,3 docutils:5,1 does:35,2,1 doesn:15,1 dom:10,1,4 domain:19,18 don:15,3 done:18,2,1 dot:16,5,1 double:14,6,7 down:5,9,4
download:5,1 dps:6 drawings:0,0,7 drd:4,0,4 drop:4,2,1 dtracedata:5 dtype:15 dummy:7,4 dump:6,1 dumps:5 dup:13 duration:6,6 during:7,1 dynamic:8,4
dynload:18 each:28,19 east:13,1 eat:12 ebs:1,3,1 echo:5 ecma:8,0,2 ecs:3,1,2 edge:19,3 edges:9,1 edit:8,3,1 edition:2,2,2 editor:6,4 effect:4,4
effects:1,0,5 egg:6,1,1 either:14,1,1 elem:11,4,1 element:38,35,1 elements:20,2 elif:35 ellipse:2,3 else:153,1 email:51,6,1 emit:11,1 emitted:6,2
emitter:1,4 empty:27,9,3 enable:13,10,1 enabled:13,16,4 enc:5 encode:23,4 encoded:10,1 encoder:2,4 encoding:49,12,2 encodings:71 encrypted:3,2
encryption:2,12 end:118,18,7 endpoint:9,18 endregion:10 ends:7,1 engine:5,21 ensure:8,2 enter:45,2,8 entity:5,8 entries:17,6 entry:42,18,1 enum:80,28,1
enumerable:9,1 enumerate:5 env:34,3,2 environ:11 environment:20,14 eof:1,0,5 epoch:149,47,1 equal:24,249,3 equality:4,2 equals:3,3,1 equivalent:6,2
erf:5 err:36,2,4 errno:5 error:127,327,12 errors:32,14 escape:11,7,1 eslint:7 esm:4,0,2 etc:8,0,1 etree:5 eval:15,8 evaluate:4,1 evaluated:4,2
evaluation:2,3 even:12,1,1 event:67,42,1 events:23,6 every:8,1 exact:8,1 exactly:5 example:77,15,10 examples:12,13 exc:20,1 except:59,2 exception:37,30
exceptions:11,1 exclude:7,3 exe:8 exec:17,1 executable:17,1,1 execute:5,2 executed:5,1 execution:14,12 executor:3,2 exist:7,1 existing:12 exists:12,2
exit:41,22 exp:38,12 expand:8,2 expansion:15,2 expect:57,1 expected:68,5,1 experimental:14,2 explicit:8,2 explicitly:6 export:90,17,1 exports:60,5,1
expr:52,13 expression:33,55,1 expressions:9,1 exslt:6,0,3 ext:12,6,1 extend:10,1 extended:5,10 extends:34,1 extension:27,9,2 extensions:12,3,1
external:11,6,1 extra:23,4,1 extract:10,1,10 extras:4,1 factor:5,6 factory:8,1 fail:20,2,3 failed:13,7,5 fails:7 failure:17,8 failures:5,1 fallback:5,1
false:329,100 family:9,3 faq:5,0,1 fast:11,3,1 fds:7 feature:8,9 features:5,2 fetch:17,7,4 field:47,47,1 fields:15,6,1 file:192,97,5 filename:35,2,1
filenames:5 fileobj:5,1 files:50,11,1 fill:19,3 filter:21,36,1 filters:4,5 final:10,2 finally:15,1 find:38,5,1 finder:4,1 finish:10,1 finished:5,3,1
first:56,8,1 fix:39,4,1 fixed:5,4,1 fixes:30,2 fixture:4,1 flag:22,7,1 flags:60,18,3 flat:6,1 fleet:3,5 flex:23 float:24,10,1 flow:5,9 flush:7,1,1
fname:5 fno:11 focus:4,1 folder:5,1 follow:4,1 following:39,1 font:17,8 fonts:5 foo:56,5,1 for:592,74,3 force:12,3,1 fork:7 form:14,14 format:116,32,2
formation:0,16 formats:6,1,1 formatter:4,4 formatting:3,8 forward:4,2,1 found:29,6,1 frac:5,1 fragment:4,4 frame:14,6 frames:4,1 free:12,9 freeze:6
from:332,25,2 front:2,3 frozen:7,1 ftp:4,0,2 full:17,4,2 func:42,10,1 function:402,64,1 functions:33,4 future:20,3 futures:7 fvisibility:15 fwrapv:25
gamma:6,2 gate:3,2 gateway:6,19 gcc:45,0,2 gen:27,2 general:5,26 generate:21,6 generated:17,3 generation:3,2 generator:20,10,1 generic:4,6
geospatial:0,8 get:242,46,5 getattr:14 getitem:5 gets:5,1 getter:4,1 git:57,11,1 github:123 given:29,2 gives:4,2 glob:8,3 global:36,19,2 globals:7,2
gnome:3,0,2 gnu:46,0,3 good:4,1 got:9,1 gov:6 grad:112 grammar:8,3 graph:17,12 graphics:14 greater:4,3,1 greek:2,0,6 green:4,1,1 grid:14,4
group:46,63,2 groups:13,10 guard:6,2 gui:3,1,2 guide:2,14 half:3,2,2 hand:2,4 handle:25,5,1 handler:28,14 handlers:6,1 handling:6,2 hangul:0,26
has:103,4,1 hasattr:9 hash:24,7,2 have:56,1,1 head:14,3,12 header:36,14,2 headers:26,8,1 health:1,5 heap:8,7 height:15,4 hello:9,5 help:35,5,1
helper:15,3 helpers:4,1 here:15,2 hex:10,3 hidden:35,2 high:5,2 highlight:7,1 hint:6,1 hints:4,3 history:9,6 hit:5 hljs:199 home:7,2,3 hook:12,12
hooks:14,2 horizontal:2,1,3 host:18,5,1 hosted:2,3 hostname:5,1 hour:5,0,1 hours:4,1 how:13,3 however:2,4 href:269,0,1 html:231,1,9 http:68,4,21
https:207,0,4 hub:0,7 hunk:5 iam:9,3,15 icon:3,4 icu:3,0,2 ident:3,2 identifier:29,57,1 identifiers:14,3 identity:7,8 idle:44,4,13 idlelib:77 idn:35
ids:29,21 idx:15,2 iedn:10 ignore:38,5,2 ignored:9,2 image:21,19,1 img:7 immediately:5,1 implement:4,1 implementation:9,2 implemented:4,11
implicit:26,1 import:296,29,2 imported:6,1 importer:6,1 importlib:66 imports:18,2 inc:2,3 include:120,99,1 included:11,1 includes:15,1 including:7,0,2
incremental:1,5 indent:18,1,1 indentation:8,1 indented:5 index:97,39,1 indices:6,1 inf:33,1,1 infer:16,1 inference:3,3 infinity:1,12,3 info:41,26,115
information:31,4 init:91,8,1 initial:11,3 initialize:3,2 initializer:5 initializers:28 inline:10,4 inner:11,4 input:176,20,1 inputs:7,2 insert:17,3,1
insertion:38 inside:7,1 inspect:16,1 inspector:8,9 inst:17 install:293,3,1 installed:7,1 instance:51,65,1 instanceof:10 instances:14,10 instead:25,2
instruction:1,3,1 int:101,36,2 integer:56,14,2 integers:4,1 integral:4,16 integration:8,3,1 integrity:5,1 interface:40,17,2 internal:67,8,1
internals:4,18 internet:1,5 interp:5 interpreter:4,1 interpreters:5 interval:8,5 into:31,1 intrinsic:3,2 invalid:35,28,2 inverted:7 invoke:4,1
ipam:2,4,1 ipv:7,4,1 isinstance:43 isn:5 iso:31,0,10 isolate:4,2 isolated:3,1,1 isp:5 issue:53,18 issues:19,2 item:44,19,1 items:140,149,1 iter:15,2
iterable:11,6 iteration:3,4 iterator:8,6 its:27,1,1 itself:6 java:6,29 javascript:5,1 job:10,9 join:51,2 json:56,11,29 jsx:6,2,10 jump:8,0,1 just:15,2
kbd:13 keep:11,3,1 ket:3,4 key:257,124,5 keys:48,21,1 keyword:47,19 keywords:8,2 kill:5 kind:18,18,2 kms:4,9,13 know:5 known:6,1 kwargs:28
label:24,26,1 labels:52,2 lambda:32,9,1 lang:10,0,2 language:26,5 large:119,1,1 last:73,14,1 later:14 latest:25,3,1 latin:5,1,41 latter:5 launch:2,5
layer:3,4 layout:2,7 lazy:6,4 leading:6,1 learning:36 least:8 leave:3,1,4 left:41,6,6 legacy:22,3,1 len:64,5,1 length:122,300,2 less:8,3,1 let:110,3
letter:2,12,51 level:28,10,1 lexer:5,30 lexers:24 lib:997,254,1 libmpdec:16 libraries:6,1 library:19,3,2 libregrtest:7 libxslt:51,1 license:9,21,4
lifecycle:4,4 light:3,1,4 like:28,12 limit:44,12,1 limits:4,1 line:149,32,3 linear:4,2 lineno:10 lines:32,10 link:36,10,2 links:4,2 lint:4,1
linux:91,5,1 list:141,78,2 listener:21,16 listing:1,41 listitem:8 lists:7,2 literal:24,15,4 live:2,3 load:27,14,2 loaded:8,1 loader:14,4 loading:4,1
loc:5,4,1 local:45,16,2 locale:14,4,1 location:20,14 lock:34,4,1 log:67,21,3 logger:11,2 logging:9,5 logical:10,2 logs:3,4 long:17,2,1 longer:6
look:4,1 lookup:5,5,1 loop:16,3 loss:241 low:4,1,2 lower:11,7,1 mac:11,6,1 machine:4,10,1 macro:17,1 made:6,1 magic:3,2,1 mailbox:5 main:61,5 maint:8
maintenance:1,4 major:5,1,1 make:41,14 makes:5 man:7 managed:3,9,1 manager:8,7 manifest:6,4 manual:9,2,1 many:10,2 map:55,49,2 mapping:16,13,1
mappings:3,2 maps:4,2 margin:7,1 mark:22,6,6 markdown:5,1 marker:6,14,1 mask:27,4,1 masked:12,4 master:5,3 match:52,13,1 matcher:15,4 matches:11,1
matching:8,1 math:11,13 matrix:5,16 max:274,38,7 maximum:27,6 maxsize:5 may:43,3 maybe:4,3 means:9 measure:2,7 media:6,7 medium:31,1,1 mem:6,0,1
member:10,7 members:6,3 memo:7,1 memory:49,22,1 menu:8,4 merge:20,2 merged:4,1 message:100,37,1 messages:8,1 meta:21,11,1 metaclass:4,1
metadata:32,12,1 metal:30 meth:5 method:74,19,3 methods:16,2 metric:2,8 metrics:2,3 micro:7 might:8 milliseconds:4,1 mimalloc:6 mime:7,1,4 min:216,8,3
mini:1,96 minimum:31,6 minor:4,4,3 minus:3,1,1 minutes:4,3 missing:40,4,1 mixed:4,2 mixin:1,4 mjs:10 mmap:6 mock:17,10 mod:24,1 mode:49,19,1
model:33,20 modified:5,6 modifier:2,4 modifiers:8,1 modify:6,2 module:120,44,4 modules:46,106 monitoring:1,6 month:6 more:45,4 most:35,2 move:7,1
mozilla:23,1 mpmath:9 mrng:5,1 msg:54,5,1 mul:6,5 multi:5,6,1 multipart:6,2 multiple:18,2 multiprocessing:19 must:45,2,1 mysql:5 name:477,281,15
named:14,8 names:36,13,1 namespace:38,15,3 namespaces:5 nan:20,0,1 nargs:7,1 native:7,3 nav:46 necessary:5 need:21,2 needed:9,1 needs:6 negative:11,6,1
nested:8,2 net:15,2 network:14,31 never:12,2,1 new:189,17,2 newline:6,1,3 next:95,42,1 node:347,119,9 nodejs:105 nodes:22,14 non:33,10,2 none:13,251,5
noqa:4,0,1 norm:114,1 normal:12,2,1 normalize:13,1,1 normalized:4,2 not:315,42,9 note:22,14,2 notes:2,5 nothing:5 notice:4,1 notification:3,12
now:25,6,1 npm:22 null:122,9,5 num:63,6 number:160,51,4 numbers:14,2 numeric:15,8 numpy:8 nursery:8 obj:54,8 object:325,110,1 objects:25,38 ode:4,0,1
off:10,1,1 offset:34,12,1 oid:3,0,3 old:24,2,1 omitted:5 once:14,6 one:69,14,3 only:68,57,3 opcode:7 open:42,18,1 openssl:7 operand:3,3 operation:33,14
operations:7,1 operator:17,9 ops:5,2 opt:19,1,1 optimized:2,34 option:45,24 optional:36,33 options:152,105,4 opts:34,3 order:29,40,1 ordered:5,4 org:84
organization:2,2,1 orig:10 origin:16,4 original:21,3 oss:4,0,1 other:85,6,1 otherwise:13,6 our:7,1 out:75,3,2 outer:4,2 output:137,30,1 outside:5,1
over:13,1 overflow:13,7 override:9,4 overrides:4,3 overwrite:4,1 own:10,10 owner:4,7 pack:10,3 package:61,11,1 packages:13,1 padding:6,3 page:13,5
pagination:5 pair:7,6 pairs:4,1 param:87,8,2 parameter:47,35 parameters:20,31,1 params:50,11,1 paren:4,2 parent:53,9 parquet:29,1 parse:89,26
parsed:15,3 parser:44,24 parsing:6 part:16,5 partial:9,8 particular:3,0,2 partition:2,3 parts:19,3 pass:52,5 passed:15 passing:6,1 password:9,5
patch:13,9 path:296,72,8 paths:19,7 pattern:166,26,2 patterns:7,2 payload:16,6 pdb:38,23 peek:5 peer:6,4 peering:1,4 pem:8,0,1 pending:12,3,3 pep:4,0,6
per:122,5,1 percent:3,2,1 percentage:1,7 perf:6 performance:7,6,1 period:2,5 perm:2,8 permission:7,4 permissions:9,4 permutation:1,4 pform:10 pgen:6
php:4,0,1 pic:0,0,34 picker:7,2 pickle:17,1 pid:7,0,1 pip:23 pipe:11,5,7 pipeline:2,5 pivot:0,6 pkg:17,1,1 pkgs:14 place:8,2 placement:1,4 plain:8,2
plan:4,4 platform:20,5,1 playwright:4,1 please:3,3 plugin:22,15 plugins:9,2 plus:4,2,1 png:6 pnpm:7 point:16,15,1 pointer:7,2,12 points:6,1
policies:3,3 policy:26,33,2 poll:4,1,1 poly:9,5 polynomial:4,1 polys:6 pool:10,9 pop:21,1,1 popen:4,7 port:18,11,1 portion:6 pos:136,18 position:21,10
positive:8,2,2 posix:5,2,4 possible:14,1 post:17,3,2 pow:7,4 power:6,1 pre:49,4,2 prec:7 precedence:4,2 precision:5 predicate:14,2 prefer:3,2
prefix:37,23,2 prefs:0,5 prepare:5,1 preparing:0,19 prepend:6 presence:8,1 present:8,1 preserve:9,1 preset:4,2 pretty:22,1 prev:12,1 prevent:4,1
previous:20,1 previously:21 primary:21,4 primitive:3,2 principal:1,5 print:65,3 printer:5,3 prints:2,4 priority:4,2 private:17,10,1 problem:5,1 proc:9
process:73,16,1 processes:5 processing:3,4 produce:4,1 product:5,5 production:3,2 prof:5 profile:7,14 profiler:1,6 prog:3,0,3 program:14,2
programlisting:9 progress:5,4,2 proj:12 project:30,7,1 projects:5,1 promise:8,25 promises:4,2 prompt:9,4,1 prop:19,6 properties:429,249,1
property:80,61,1 props:4,3 proto:20,9,1 protocol:14,8,2 prototype:25,7 prototypes:10 provide:7 provided:20,0,1 provider:6,9 providers:8,1 provides:7,1
proxy:13,8 pthread:6 ptr:2,15 public:27,13,3 publish:4,2 pull:50,1,1 punctuation:35,3 pure:3,1,11 purpose:2,22,2 push:52,4 put:11,4,2 pyc:5 pydoc:5
pyenv:946 pygments:26,1 python:971,156,6 query:12,10,1 question:4,0,1 queue:14,13,1 quote:5,2,1 raise:84,1 raised:7,1 raises:12,72 random:25,6
range:63,15,1 ranges:5,2 rate:36,2 rational:3,8 raw:23,5,1 raws:6 rds:3,1,3 react:5,2,4 read:116,16,2 readable:8,7 reader:9,6 reading:5,11
readline:18,1 readonly:42,2 ready:4,1 real:15,3,1 reason:8,3 received:14,5 recent:27 record:14,12,1 records:2,4 recursive:7,2 red:5,2,1 redirect:4,2
reduce:10,1 ref:323,11,1 reference:20,23,1 references:5,6 refs:5,3 refsect:4,0,2 reg:2,11,1 regex:12,13,1 regexp:9,1 region:20,12 register:11,11,1
registered:4,1 registry:10,5 regular:6,1 reject:5,1 rel:6,1 related:5,1 relative:14,6 release:20,6,1 remaining:10 remarks:23 remote:6,4 remove:32,6,1
removed:10,1 repeat:7,2 repl:4,0,2 replace:38,4 replacement:18,13 replication:2,10 repo:6 report:21,9 reporter:4,2 repository:10,3 repr:25,1
represent:6 representation:5 representing:5 req:20,1 request:68,26,2 requested:4,1 requests:7,3 require:49,2 required:133,6,1 requirement:6,5
requirements:5,2 requires:14,1 res:25 reserved:31,5 reset:9,3 resolution:4,2 resolve:31,4 resolved:14,2 resolver:3,4 resource:53,43,1 resources:12,7
response:41,15,1 rest:10,5,1 restore:5,3 result:187,25 results:17,28 resume:5,1 ret:9 retry:8,4 return:690,25,2 returned:19,1 returns:31,36 rev:7
reverse:5,1,1 rewrite:8 rfc:8,0,6 right:31,4,6 ring:4,1,1 role:15,37,1 root:1011,11,2 round:10,1,3 rounding:5 route:10,13 row:8,2 rpath:25 rpc:3,0,2
rsa:1,0,4 rule:24,41 rules:11,6 run:71,17,1 runner:12,4 running:17,2,1 runs:8,3 runtime:9,41,1 rust:5 safe:38,8,1 same:34,5 sample:13,2 save:8,5
scalar:6,4 scale:4,4 scaling:1,10 schedule:1,4 scheduled:2,3 schema:53,31 schemas:8,1 scheme:10,2,1 scope:53,9,1 scopes:4,1 screen:4,2 script:42,40,1
scripts:19,3 scroll:7,2 search:21,9 sec:5,1 second:130,3 seconds:8,6 secret:7,11 secrets:4,2 sect:8 section:21,6,1 secure:6,3 security:15,35,1
see:35,32 seed:7,1 seek:4,0,1 seen:8,1 segment:6,7 segments:4,1 select:11,4,1 selected:4,3 selecting:1,18 selection:8,4 selector:7,3 self:1449,3
semicolon:2,3 semver:2,0,3 send:15,3 sent:6,1 sep:10,2 separator:6,3,1 seq:11,3 sequence:16,7,1 serialize:7,1 series:5,3 server:39,25,2 serverless:1,4
service:10,19,1 session:20,8 set:179,83,3 setattr:5 sets:10,6,1 setting:8,24 settings:9,19 setup:12,3 sha:9,1,9 shape:19,5 shard:31,1 share:4,2
shared:23,5,1 shell:14,5 shift:8,4,1 short:7,1,1 should:63,4,1 show:13,6 shrink:6,3 shutdown:5 side:9,3,5 sig:5,9,1 sign:23,26,8 signal:21,6
signature:10,6 signatures:5 signed:6,1 similar:5,1 simple:12,13,1 simplify:6,1 sin:28 since:25,26 single:23,7,3 sinh:5 site:7,1 size:65,40,3 sizeof:10
sizes:5 sizing:6,3 skip:27,5,2 skipped:4,1 sleep:6 slice:22,3 slow:7 small:15,3,27 snapshot:15,14 snapshots:2,3 sns:2,1,2 sock:5 socket:28,17
software:5,4,2 sol:11 some:28,7 something:8,1 sort:14,16 sorted:10,1 source:133,51,3 sources:8,2 space:11,8,2 spaces:6,2 spam:13,1 span:518,8
spawn:12,1 spec:29,8 special:11,3,1 specific:14,1 specification:4,11 specified:42,1 specifier:8,7 specifies:4,2 specify:8,2 spell:5,1 split:32,3,1
spot:2,7 sql:1,1,4 sqlite:19,0,1 sqrt:29 square:2,1,2 src:45,1 ssl:10,0,15 stability:11,4 stack:41,19,2 stage:5,3 stale:4,6 standard:15,6,2 star:6,5,1
start:130,28,3 started:7,1 starting:6,2 starts:15,2 startswith:9 stat:12,3 state:78,41,1 statement:16,26 statements:5 states:3,3 static:14,7
stats:4,1,1 status:40,42,2 std:32,1 stderr:27 stdin:13 stdio:5 stdout:36,1,1 step:184,4 still:12 stmt:14 stop:16,7,2 storage:3,19 store:13,10,1
stored:5,0,1 str:129,13 strategy:4,9 stream:70,33,1 streams:6,2 strict:35,4,1 string:688,131,6 stringify:12,2 strings:17,2,1 strip:16,1 strong:13,1
strptime:5 struct:10,1 structure:4,5 structures:16,1 style:42,24 stylesheet:3,12 sub:49,7 subclass:7,3 subject:7,5 subnet:8,19 subprocess:29,1 subs:7
subscription:2,3 substrate:5,1 substring:4,1 subtree:13 succeed:1,0,8 success:21,2,1 such:17,1 suffix:12,3,1 suite:17,9 sum:9,3 summary:14,4 super:22,2
supplied:5 support:49,6,1 supported:18,2 supports:8,1 suppress:2,2,1 sure:11 svg:6,0,1 switch:43,2 syllable:0,26 sym:3,2,1 symbol:15,33,1 symbols:15,2
sympy:38,0,1 sync:6,18 syntax:15,21,1 sys:77,1 sysconfig:5 system:19,24,1 systems:4,1 tab:7,2,1 table:44,27,2 tag:89,49,2 taggable:16 tagging:16,1
tags:20,61 tail:9,1 take:8,1 takes:5 tan:7 tar:5 target:80,32,4 targets:4,3 task:23,10,1 tasks:9,4 tbody:13 tcl:20,8,8 temp:32,1,1 template:19,33
templates:8,2 tensor:4,3 term:20,1,1 terminal:5,2 termios:5 terms:7,1 test:1536,115,5 testfn:0,0,15 testing:8,2 testmock:6 tests:66,15 text:104,33,2
textwrap:6 tgt:8 than:27,3,2 that:204,2 the:1364,225,3 theclass:10 their:12 them:16 theme:6,4 then:51,3 there:26,8 these:15,7 they:20,3 thing:4,2
this:618,118,2 those:7 thread:21,18 threading:10 threads:11,2,2 three:7,1,2 threshold:2,4 through:11,1 throughput:1,4 throw:44,9 thrown:5,1
time:60,46,1 timedelta:6 timeout:23,19,2 timers:3,3 times:11,1 timestamp:6,7,1 timezone:5,1 title:82,10,2 titlepage:5 tkinter:51 tls:27,3,11 tmp:89,1
todo:2,0,6 toggle:6,1 token:91,93,1 tokenize:5 tokens:123,3 tomllib:8 too:12,2 tool:5,1 tools:16,3 tooltip:1,4 top:28,4,1 topic:2,7 torch:37,1,1
total:14,5 tpc:5 trace:25,12,3 traceback:8,28 tracing:6,2 track:4,1 tracker:3,2 tracking:3,2 trailing:9,3 train:53 trainer:112 training:25,1
transfer:7,7 transform:16,15 transit:1,5 transport:5,3 tree:26,10 tried:1,24 trigger:5,3 trim:7,1 true:208,136,1 trust:2,3 try:81,5 tstate:12 ttk:6
ttl:4,0,3 tty:4,0,3 tuple:28,12,1 turtledemo:11 two:24,2,2 txt:30,0,1 type:1158,291,17 typed:3,6 typeof:47 types:47,16,2 typescript:5 typing:14
tzinfo:7 uid:4,1 uint:17,12,1 undefined:74,4,1 under:13,1 underlying:4,1 unexpected:4,5 unicode:23,13,1 union:6,29 unique:50,2,1 unit:11,8,1
unittest:52 unix:3,5,2 unknown:18,5,4 unless:7,4 unlink:5 unpack:21 unpacking:1,19 unselected:18 until:16,2 unused:65,2 updatable:0,14 update:47,14,2
updated:6,6 updates:4,2 upgrade:4,3 upload:6,3 upper:6,4,1 uri:12,8,10 url:55,25,25 urllib:14 usability:8 usage:16,8,1 use:100,19,3 used:85,3
useful:7,1 user:43,44,3 username:3,3 users:6,2 uses:12,1 using:56,7 usr:318 utc:3,0,3 utf:30,2,9 util:44,1 utils:16 uuid:5,0,2 val:32,5 valgrind:1,5
valid:26,5,1 validate:14,1 validation:6,7 valign:6 value:431,182,3 values:70,26,1 var:99,5,2 variable:29,8 variables:13,2 various:4,1 vars:7 vector:2,3
vendor:21,4 venv:5 ver:4,2 verb:5 verbose:8,2,1 verify:11,2 version:110,60,8 versions:960,3 vertical:3,1,4 very:5,1 via:9 view:15,9 vim:11,14,1
virtual:6,5 visibility:1,14 visit:21,1 visitor:4,5 visitors:32,1 visual:1,23 vite:7,3 vitest:13,3,1 void:81,2 volume:3,10 vowel:0,13 vpc:9,26,8
vpn:2,2,1 wait:20,5,1 waiting:4,1 walk:32,1 walker:5,1 wall:1,31 want:15 warn:11,4 warning:19,12,29 warnings:18,2 was:42 wasi:4,1,2 watch:5,5 way:11
weak:1,5 web:6,36 websocket:4,1 week:4,1 weight:10,3 well:6 wells:0,9 were:14 werror:0,23 west:15,1 wextra:0,27 what:13,3 wheel:5,1 when:86,29
where:27,1 whether:17,4,1 which:64,1 while:31,6 white:3,2 whitespace:7,5,2 widget:15,2 width:35,9,1 will:106,2 win:13,4 window:26,9,1 windows:12,22,3
with:291,35,24 within:11 without:23,3,3 wno:0,97 word:15,5,1 words:12,1 work:20,3 worker:14,9 workers:4,2 working:7,1 works:9,1 workspace:5,6
workspaces:3,2 world:5,2 would:14,1 wrap:7,2 wrapped:8,1 wrapper:11,4 writable:8,4 write:67,11,1 writer:5,5 writing:8,1 written:8,1 wrong:6,1 wsgiref:5
wsign:0,27 wstrict:0,10 www:23 xff:7 xlarge:1019 xml:36,1,12 xmlrpc:3,0,2 xmltestdata:10 xslt:123,0,16 xsltutils:6 xxx:2,0,6 yaml:5,0,12 year:9,1
yes:64,1,8 yet:5 yield:32,2 you:54,15 your:19,1 zero:15,12,2 zip:19,10,4 zipf:5 zipfile:15 zipfp:7 zlib:7,1 zod:13,123 zone:2,12
`;

/** Runs of two and more marks, each with how often it occurs per MB. */
export const markTable = [
  "!! 7 != 33 !== 91 \"\" 8 \"\"\" 213 \"\", 22 \"#/ 295 \"$ 330 \"${ 5 \"% 6 \") 137 \")) 14 \"), 33 \"). 11 \"): 8 \"); 48 \", 3059 \",\" 28 \"- 9 \"-- 6 \". 20",
  "\"./ 16 \"/ 243 \"/> 5 \": 5297 \":\" 10 \"; 89 \"< 5 \"</ 22 \"> 325 \">\" 19 \">#</ 16 \">&# 26 \">' 26 \">,</ 12 \">// 9 \">:</ 14 \">< 142 \"></ 30 \">_ 6",
  "\"@ 8 \"[ 9 \"\\ 21 \"] 32 \"]) 5 \"]). 24 \"], 37 \"^ 38 \"^( 6 \"^[ 24 \"^[\\\\ 12 \"__ 14 \"{ 7 ## 9 ### 14 #_ 6 ${ 55 %\" 7 %= 5 %| 46 &# 15 && 210 &&( 12",
  "'\" 5 '# 8 '$ 5 '% 13 '' 10 ''' 12 '') 8 '', 7 ') 206 ')) 28 ')), 12 '), 105 '). 8 '): 15 '); 27 '*. 15 ', 801 ',' 5 ',)), 15 ',), 27 '- 14",
  "'. 20 '.'; 5 '... 488 '../../ 5 './ 12 '/ 493 ': 129 ':' 5 '; 43 '< 6 '</ 41 '\\ 101 '] 31 ']) 9 '], 18 '_ 13 '__ 22 '` 10 '{ 5 (! 51 (\" 195",
  "(\"./ 9 (\"\\ 7 (' 457 ('*. 19 ('- 16 ('./ 5 ('\\ 7 (( 76 (() 14 () 412 ()) 47 ())) 5 ()), 18 ()); 9 (), 85 (). 41 (): 71 (); 74 ()</ 21 ()` 15",
  "(){ 11 (* 22 (- 44 (... 14 (; 5 (< 7 ([ 56 ([\" 8 ([' 5 ([[ 7 (_ 29 (__ 5 (` 27 ({ 70 )\" 6 )\", 9 )( 26 )) 228 ))) 21 ))))** 18 ))), 5 ))* 28",
  ")), 49 )). 13 )): 10 )); 29 )* 18 )** 14 ), 385 ). 152 )/ 16 ): 636 ); 381 )< 5 )</ 10 )[ 7 )\\ 5 )] 57 )], 11 )` 8 ){ 46 )} 15 *( 9 ** 168",
  "**( 6 **: 39 *, 6 *. 13 */ 169 *: 6 ++ 24 ++) 10 ++; 6 += 46 ,\" 119 ,), 50 ,* 9 ,- 35 ,/ 25 ,` 6 -- 110 --> 12 -= 7 -> 201 -[ 6 -\\ 22 .\" 15",
  ".\"\"\" 18 .\", 30 .# 51 .$ 16 .) 5 ., 8 .. 59 ... 304 .../ 19 ./ 348 .< 18 .</ 61 .\\ 14 ._ 333 .__ 68 /\"> 5 /# 8 /* 28 /** 143 /. 954 // 240",
  "//# 24 /> 63 /></ 6 /@ 8 /_ 112 /__ 47 :! 7 :\", 5 :' 10 :'\\ 5 :( 7 :// 240 :: 286 :</ 15 :[ 12 :\\ 13 :] 6 :` 44 :`~ 5 ;</ 5 <!-- 11 </ 661",
  "<< 8 <= 29 <{ 7 =! 6 =\" 913 =\"# 78 =\"#-- 18 =\"-- 6 =\"../ 5 =' 50 =( 11 == 170 === 182 ======== 9 ==` 5 => 193 =></ 5 =[ 10 =[], 5 =` 6 ={ 8",
  ">\" 6 >' 16 >( 18 >(); 5 >(< 22 >) 13 >): 5 >); 13 >, 60 >-- 31 >. 16 >.< 9 >.</ 14 >: 10 >:</ 10 >; 34 >< 533 ></ 419 >= 31 >> 14 >>> 151",
  ">>]>>; 12 >\\ 5 >`__ 11 ?. 29 ?: 91 ?? 22 @__ 13 [\" 104 [# 39 [' 57 [( 9 [(' 7 [, 10 [- 25 [: 8 [:] 5 [[ 7 [\\ 7 [] 63 []) 10 [], 25 []. 10",
  "[]; 27 [_ 6 [` 15 \\\" 12 \\\": 5 \\[[` 42 \\\\ 19 \\\\-]+$\", 7 \\_ 7 ]\", 5 ]( 61 ]) 64 ])) 10 ]), 9 ]); 18 ])</ 9 ]+$\", 6 ], 424 ]. 37 ]: 29 ]; 43",
  "]= 6 ]>( 10 ][ 359 ]] 9 ]], 8 ]{ 48 _\"> 37 _), 13 _* 30 _*( 8 _, 13 __ 198 __', 16 __( 76 __) 8 __, 13 __. 55 __.__ 5 __: 6 `${ 12 `' 12",
  "`); 10 `, 39 `. 29 `: 6 `; 7 `\\ 6 `]( 43 `` 159 ``, 8 ``. 10 ``` 44 {\" 45 {' 10 {@ 17 {} 25 {}) 9 {}, 12 {}; 10 |. 5 |: 5 || 120 }\" 8 }\", 7",
  "}$\", 16 }${ 6 }) 35 }), 12 }). 7 }); 95 }, 1454 }-[ 9 }. 8 }: 19 }; 103 }\\ 5 }\\\\ 11 }` 5 }`; 8",
].join(" ");
